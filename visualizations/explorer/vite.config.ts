import { resolve } from "node:path";
import { defineConfig } from "vite";

const here = import.meta.dirname;

// Everything that the pages load comes from this server, in files of their own: the content security policy
// allows no inline script and no inline style.
export default defineConfig({
  root: here,
  base: "/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: resolve(here, "index.html"), embed: resolve(here, "embed.html") },
    },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
