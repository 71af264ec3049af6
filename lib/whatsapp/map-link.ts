/** Opens the place in whatever shows maps there; nothing is asked of anybody before a person follows it. */
export const mapLink = ({ latitude, longitude }: { latitude: number; longitude: number }): string =>
  `https://maps.google.com/?q=${latitude},${longitude}`;
