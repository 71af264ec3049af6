/** What a customer is told when an order came in: in his language, which the database knows. */
export const orderThanks = {
  ms: "Terima kasih! Pesanan anda {number} sudah kami terima, jumlah RM {total}. Kami akan maklumkan apabila ia siap.",
  en: "Thank you! We have received your order {number}, total RM {total}. We will let you know when it is ready.",
} as const;
