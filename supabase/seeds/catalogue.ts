/** What the two shops sell. Prices in sen. */

export interface Item {
  kind: "product" | "service";
  sku: string;
  name: string;
  category: string;
  price: number;
  cost: number;
  /** 0 for services. */
  opening: number;
  reorder: number;
  warrantyDays: number;
}

const service = (sku: string, name: string, ringgit: number, warrantyDays = 90): Item => ({
  kind: "service",
  sku,
  name,
  category: "Servis baiki",
  price: ringgit * 100,
  cost: 0,
  opening: 0,
  reorder: 0,
  warrantyDays,
});

const product =
  (category: string, warrantyDays: number) =>
  (sku: string, name: string, price: number, cost: number, opening: number, reorder: number): Item => ({
    kind: "product",
    sku,
    name,
    category,
    price: Math.round(price * 100),
    cost: Math.round(cost * 100),
    opening,
    reorder,
    warrantyDays,
  });

const part = product("Alat ganti", 90);
const accessory = product("Aksesori", 30);
const glass = product("Pelindung skrin & casing", 0);
const power = product("Pengecas & kabel", 180);
const used = product("Telefon terpakai", 30);

export const PHONE_SHOP: readonly Item[] = [
  service("S-LCD-IP11", "Tukar skrin iPhone 11", 260),
  service("S-LCD-IP12", "Tukar skrin iPhone 12", 340),
  service("S-LCD-IP13", "Tukar skrin iPhone 13", 429),
  service("S-LCD-A54", "Tukar skrin Samsung Galaxy A54", 369),
  service("S-LCD-S21", "Tukar skrin Samsung Galaxy S21", 649),
  service("S-LCD-RN12", "Tukar skrin Redmi Note 12", 219),
  service("S-LCD-OA78", "Tukar skrin Oppo A78", 239),
  service("S-LCD-VY36", "Tukar skrin vivo Y36", 229),
  service("S-BAT-IP11", "Tukar bateri iPhone 11", 139),
  service("S-BAT-IP12", "Tukar bateri iPhone 12", 159),
  service("S-BAT-IP13", "Tukar bateri iPhone 13", 179),
  service("S-BAT-A54", "Tukar bateri Samsung Galaxy A54", 129),
  service("S-BAT-RN12", "Tukar bateri Redmi Note 12", 99),
  service("S-PORT-C", "Tukar port pengecas Type-C", 119),
  service("S-PORT-IP", "Tukar port pengecas iPhone", 159),
  service("S-CAM-IP12", "Tukar kamera belakang iPhone 12", 289),
  service("S-AIR", "Rawatan telefon masuk air", 150, 14),
  service("S-PERISIAN", "Baiki perisian / flash semula", 79, 14),
  service("S-DATA", "Pindah data telefon ke telefon", 49, 0),
  service("S-SEMAK", "Pemeriksaan dan diagnosis", 30, 0),
  part("P-LCD-IP11", "Skrin LCD iPhone 11", 180, 128, 10, 2),
  part("P-LCD-IP12", "Skrin OLED iPhone 12", 240, 182, 9, 2),
  part("P-LCD-IP13", "Skrin OLED iPhone 13", 320, 245, 8, 2),
  part("P-LCD-A54", "Skrin AMOLED Galaxy A54", 270, 205, 8, 2),
  part("P-LCD-S21", "Skrin AMOLED Galaxy S21", 520, 418, 5, 1),
  part("P-LCD-RN12", "Skrin AMOLED Redmi Note 12", 140, 98, 9, 2),
  part("P-LCD-OA78", "Skrin LCD Oppo A78", 150, 104, 8, 2),
  part("P-LCD-VY36", "Skrin LCD vivo Y36", 145, 99, 7, 2),
  part("P-BAT-IP11", "Bateri iPhone 11", 79, 46, 12, 3),
  part("P-BAT-IP12", "Bateri iPhone 12", 89, 54, 12, 3),
  part("P-BAT-IP13", "Bateri iPhone 13", 99, 61, 12, 3),
  part("P-BAT-A54", "Bateri Galaxy A54", 69, 38, 10, 3),
  part("P-BAT-RN12", "Bateri Redmi Note 12", 49, 26, 10, 3),
  part("P-PORT-C", "Papan port Type-C (universal)", 39, 17, 16, 4),
  part("P-PORT-IP", "Kabel flex port iPhone", 59, 29, 10, 3),
  glass("G-IP11", "Tempered glass iPhone 11", 15, 3.2, 60, 10),
  glass("G-IP13", "Tempered glass iPhone 13", 15, 3.2, 60, 10),
  glass("G-A54", "Tempered glass Galaxy A54", 15, 3.4, 50, 10),
  glass("G-RN12", "Tempered glass Redmi Note 12", 12.9, 2.9, 50, 10),
  glass("G-PRIV", "Tempered glass privasi (pelbagai model)", 25, 6.5, 45, 8),
  glass("K-IP13", "Casing lutsinar iPhone 13", 29, 8, 40, 8),
  glass("K-A54", "Casing lutsinar Galaxy A54", 25, 7, 40, 8),
  glass("K-RN12", "Casing kalis hentak Redmi Note 12", 35, 11, 14, 8),
  power("C-20W", "Pengecas USB-C 20W", 49, 22, 45, 8),
  power("C-33W", "Pengecas pantas 33W", 59, 27.5, 35, 8),
  power("C-KERETA", "Pengecas kereta dwi-port", 35, 13, 30, 6),
  power("W-CC", "Kabel USB-C ke USB-C 1m", 19.9, 6.2, 70, 15),
  power("W-CL", "Kabel USB-C ke Lightning 1m", 29.9, 10.4, 20, 12),
  power("W-AC", "Kabel USB-A ke USB-C 1m", 15.9, 4.8, 70, 15),
  power("PB-10K", "Power bank 10,000 mAh", 79, 41, 25, 5),
  power("PB-20K", "Power bank 20,000 mAh", 119, 66, 11, 5),
  accessory("A-EAR", "Fon telinga berwayar USB-C", 29, 11, 35, 8),
  accessory("A-TWS", "Fon telinga tanpa wayar TWS", 89, 43, 20, 4),
  accessory("A-HOLDER", "Pemegang telefon kereta", 25, 8.5, 35, 6),
  accessory("A-SD128", "Kad memori microSD 128 GB", 55, 31, 12, 6),
  accessory("A-OTG", "Adapter OTG USB-C", 12.9, 3.5, 30, 6),
  used("U-IP11", "iPhone 11 128 GB (terpakai, gred A)", 899, 690, 3, 1),
  used("U-IP12", "iPhone 12 128 GB (terpakai, gred A)", 1199, 940, 3, 1),
  used("U-A54", "Galaxy A54 256 GB (terpakai, gred B)", 749, 560, 3, 1),
  used("U-RN12", "Redmi Note 12 128 GB (terpakai, gred B)", 429, 310, 3, 1),
];

const pcPart = product("Komponen", 365);

export const COMPUTER_SHOP: readonly Item[] = [
  service("SV-CUCI", "Servis & cuci laptop", 120, 30),
  service("SV-FORMAT", "Format dan pasang semula Windows", 80, 14),
  service("SV-KIPAS", "Tukar kipas laptop", 150, 90),
  service("SV-PAPAN", "Tukar papan kekunci laptop", 180, 90),
  pcPart("SSD-500", "SSD SATA 500 GB", 189, 128, 12, 3),
  pcPart("SSD-1T", "SSD NVMe 1 TB", 329, 241, 8, 2),
  pcPart("RAM-8", "RAM DDR4 8 GB", 119, 78, 14, 3),
  pcPart("MOUSE", "Tetikus tanpa wayar", 39, 16, 20, 5),
  pcPart("ADP-65", "Adapter laptop universal 65W", 89, 43, 10, 3),
  pcPart("HDMI", "Kabel HDMI 2m", 19.9, 6, 25, 5),
];

export interface DeviceModel {
  category: "phone" | "tablet" | "laptop";
  brand: string;
  model: string;
  faults: readonly Fault[];
}

export interface Fault {
  ms: string;
  en: string;
  /** What is offered, and what leaves the shelf for it. */
  service: string;
  part: string | null;
  /** Shown on the photo. */
  look: "cracked" | "dark" | "wet";
}

const fault = (service: string, part: string | null, look: Fault["look"], ms: string, en: string): Fault => ({
  service,
  part,
  look,
  ms,
  en,
});

const AIR = fault(
  "S-AIR",
  null,
  "wet",
  "Jatuh dalam air, lepas tu tak boleh hidup",
  "Dropped in water, will not turn on",
);
const SOFT = fault("S-PERISIAN", null, "dark", "Stuck dekat logo, tak masuk menu", "Stuck at the logo, does not boot");

export const MODELS: readonly DeviceModel[] = [
  {
    category: "phone",
    brand: "Apple",
    model: "iPhone 11",
    faults: [
      fault(
        "S-LCD-IP11",
        "P-LCD-IP11",
        "cracked",
        "Skrin retak, touch sebelah kiri tak jalan",
        "Cracked screen, left side does not respond",
      ),
      fault(
        "S-BAT-IP11",
        "P-BAT-IP11",
        "dark",
        "Bateri cepat habis, health tinggal 71%",
        "Battery drains fast, health at 71%",
      ),
      fault(
        "S-PORT-IP",
        "P-PORT-IP",
        "dark",
        "Cas tak masuk, kena goyang kabel",
        "Charges only when the cable is wiggled",
      ),
    ],
  },
  {
    category: "phone",
    brand: "Apple",
    model: "iPhone 12",
    faults: [
      fault(
        "S-LCD-IP12",
        "P-LCD-IP12",
        "cracked",
        "Jatuh atas simen, skrin pecah dan ada garis hijau",
        "Fell on cement, screen broken with a green line",
      ),
      fault(
        "S-BAT-IP12",
        "P-BAT-IP12",
        "dark",
        "Bateri kembung sikit, skrin terangkat",
        "Battery slightly swollen, screen lifting",
      ),
      fault("S-CAM-IP12", null, "dark", "Kamera belakang bergegar dan kabur", "Rear camera shakes and is blurry"),
      AIR,
    ],
  },
  {
    category: "phone",
    brand: "Apple",
    model: "iPhone 13",
    faults: [
      fault(
        "S-LCD-IP13",
        "P-LCD-IP13",
        "cracked",
        "Skrin pecah bahagian atas, Face ID masih ok",
        "Screen broken at the top, Face ID still fine",
      ),
      fault("S-BAT-IP13", "P-BAT-IP13", "dark", "Bateri drop 30% terus mati", "Shuts down at 30% battery"),
    ],
  },
  {
    category: "phone",
    brand: "Samsung",
    model: "Galaxy A54",
    faults: [
      fault(
        "S-LCD-A54",
        "P-LCD-A54",
        "cracked",
        "Skrin gelap sebelah, ada tompok hitam",
        "Half of the screen is dark with black blotches",
      ),
      fault(
        "S-BAT-A54",
        "P-BAT-A54",
        "dark",
        "Telefon cepat panas, bateri cepat habis",
        "Runs hot, battery drains quickly",
      ),
      fault("S-PORT-C", "P-PORT-C", "dark", "Port cas longgar", "Charging port is loose"),
      SOFT,
    ],
  },
  {
    category: "phone",
    brand: "Samsung",
    model: "Galaxy S21",
    faults: [
      fault(
        "S-LCD-S21",
        "P-LCD-S21",
        "cracked",
        "Skrin retak seribu, masih boleh guna",
        "Screen shattered but still works",
      ),
      fault("S-PORT-C", "P-PORT-C", "dark", "Tak detect charger langsung", "Does not detect any charger"),
    ],
  },
  {
    category: "phone",
    brand: "Xiaomi",
    model: "Redmi Note 12",
    faults: [
      fault("S-LCD-RN12", "P-LCD-RN12", "cracked", "Anak baling, skrin pecah", "Thrown by a child, broken screen"),
      fault(
        "S-BAT-RN12",
        "P-BAT-RN12",
        "dark",
        "Bateri tak tahan, sehari cas tiga kali",
        "Needs charging three times a day",
      ),
      SOFT,
    ],
  },
  {
    category: "phone",
    brand: "Oppo",
    model: "A78",
    faults: [
      fault("S-LCD-OA78", "P-LCD-OA78", "cracked", "Skrin retak dan touch lari", "Cracked screen with ghost touches"),
      fault(
        "S-PORT-C",
        "P-PORT-C",
        "dark",
        "Cas lambat sangat walaupun kabel baru",
        "Charges very slowly even with a new cable",
      ),
    ],
  },
  {
    category: "phone",
    brand: "vivo",
    model: "Y36",
    faults: [
      fault(
        "S-LCD-VY36",
        "P-LCD-VY36",
        "cracked",
        "Terhimpit dalam beg, skrin bergaris",
        "Pressed in a bag, lines on the screen",
      ),
      AIR,
    ],
  },
];

const laptop = (brand: string, model: string, faults: readonly Fault[]): DeviceModel => ({
  category: "laptop",
  brand,
  model,
  faults,
});

export const LAPTOPS: readonly DeviceModel[] = [
  laptop("Acer", "Aspire 5", [
    fault("SV-CUCI", null, "dark", "Laptop panas dan bising", "Laptop is hot and loud"),
    fault("SV-FORMAT", null, "dark", "Windows lambat sangat, asyik hang", "Windows is very slow and hangs"),
  ]),
  laptop("Lenovo", "IdeaPad 3", [
    fault("SV-PAPAN", null, "dark", "Beberapa kekunci tak berfungsi", "Some keys do not work"),
    fault("SV-KIPAS", null, "dark", "Kipas berbunyi kuat", "The fan makes a loud noise"),
  ]),
];
