/** Where other screens take over. */
export const counterHref = (ticketId: string): string => `/counter?ticket=${ticketId}`;
export const saleHref = (saleId: string): string => `/sales/${saleId}`;
