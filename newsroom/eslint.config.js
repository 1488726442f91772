import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import config from "./svelte.config.js";

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/openapi.ts"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: globals.browser } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig: config },
    },
  },
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "smart"],
      "no-restricted-globals": ["error", "alert", "confirm", "prompt"],
      "svelte/no-at-html-tags": "error",
      // Values that are put in whole, and never changed in place.
      "svelte/prefer-svelte-reactivity": "off",
      // Addresses are put together by `to()` of our own router.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
);
