export type Member = {
  id: string;
  name: string;
  email: string;
  role: string;
  status: string;
  pii: boolean;
  outletIds: string[] | null;
  places: string | null;
};
