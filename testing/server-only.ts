// Stands in for the package of this name, which only Next may import.
export {};
