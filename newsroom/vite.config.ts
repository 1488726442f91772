import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** Where a house is running while the app is worked on: `npm run dev`. */
const house = process.env.DATELINE_HOUSE ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/newsroom/",
  plugins: [svelte()],
  build: {
    outDir: "dist/app",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    fs: { allow: [".."] },
    proxy: {
      "/api": { target: house, ws: true },
      "/-": { target: house },
    },
  },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : undefined,
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
});
