/** The two invented businesses. Names, numbers and addresses belong to nobody. */
import { COMPUTER_SHOP, PHONE_SHOP } from "./catalogue";
import { inventedPhone } from "./names";
import type { Role, ShopPlan, StaffPlan } from "./shop";

const member = (role: Role, name: string, outlets: readonly string[] = [], suffix = ""): StaffPlan => ({
  key: `${role}${suffix}`,
  role,
  email: `${role}${suffix}@demo.voltura.test`,
  name,
  locale: "ms",
  outlets,
});

export const CAHAYA: ShopPlan = {
  name: "Kedai Telefon Cahaya",
  locale: "ms",
  phone: inventedPhone(90_001),
  email: "salam@cahaya.example",
  registrationNo: "202601000000 (0000000-X)",
  sstNo: "W10-0000-00000000",
  sstFrom: "2025-01-01",
  footer:
    "Terima kasih! Jaminan servis 90 hari dengan resit ini.\nBarang yang dijual tidak dikembalikan selepas 7 hari.",
  terms: "Bayaran dalam tempoh yang dinyatakan. Barang kekal milik kedai sehingga dibayar penuh.",
  bank: "Bank Rekaan Berhad 0000 0000 0000 (Kedai Telefon Cahaya)",
  outlets: [
    {
      code: "KJG",
      name: "Kajang",
      phone: inventedPhone(90_011),
      address: "12G, Jalan Rekaan 3/4, Taman Rekaan Jaya",
      postcode: "43000",
      city: "Kajang",
      state: "Selangor",
    },
    {
      code: "BGI",
      name: "Bangi",
      phone: inventedPhone(90_012),
      address: "7-1, Jalan Rekaan 9/2, Seksyen 9",
      postcode: "43650",
      city: "Bandar Baru Bangi",
      state: "Selangor",
    },
  ],
  staff: [
    member("owner", "Rosmah Cahaya"),
    member("admin", "Faridah Seri"),
    member("supervisor", "Ganesh Mutiara"),
    member("cashier", "Aina Kejora", ["KJG"]),
    member("technician", "Hafiz Pelita"),
    member("agent", "Mei Lin Bintang"),
    member("sales", "Shahrul Fajar"),
    member("renewal", "Priya Senja"),
    // The second outlet has its own till and bench; their logins work too, and are not printed.
    member("cashier", "Julia Purnama", ["BGI"], ".bangi"),
    member("technician", "Kelvin Suria", ["BGI"], ".bangi"),
  ],
  items: PHONE_SHOP,
  firstBarcode: 1001,
};

export const RIMBA: ShopPlan = {
  name: "Bengkel Komputer Rimba",
  locale: "ms",
  phone: inventedPhone(91_001),
  email: "hai@rimba.example",
  registrationNo: "202602000000 (0000001-X)",
  sstNo: null,
  sstFrom: null,
  footer: "Terima kasih, jumpa lagi!",
  terms: "Bayaran tunai atau pindahan.",
  bank: "Bank Rekaan Berhad 1111 1111 1111 (Bengkel Komputer Rimba)",
  outlets: [
    {
      code: "KCH",
      name: "Kuching",
      phone: inventedPhone(91_011),
      address: "Lot 88, Jalan Rekaan Utama",
      postcode: "93350",
      city: "Kuching",
      state: "Sarawak",
    },
  ],
  staff: [
    {
      key: "rimba",
      role: "owner",
      email: "owner@rimba.voltura.test",
      name: "Anita Rimba",
      locale: "en",
      outlets: [],
    },
  ],
  items: COMPUTER_SHOP,
  firstBarcode: 5001,
};
