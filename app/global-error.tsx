"use client";

/** The last net: nothing of the app can be relied on here, so both languages and no styles of ours. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="ms">
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          margin: "20vh auto",
          maxWidth: "26rem",
          padding: "0 1.5rem",
          lineHeight: 1.5,
        }}
      >
        <title>Voltura</title>
        <h1 style={{ fontSize: "1.25rem" }}>Voltura tidak dapat dimuatkan</h1>
        <p>Cuba lagi sebentar. Data anda selamat.</p>
        <p lang="en">Voltura could not be loaded. Try again in a moment. Your data is safe.</p>
        <button type="button" onClick={retry} style={{ padding: "0.625rem 1rem", fontSize: "1rem" }}>
          Cuba lagi · Try again
        </button>
      </body>
    </html>
  );
}
