"use strict";
// Jest resolves fast-check to this module: tests of a pull request always try the same cases, so that a failure is caused
// by the change; the nightly run tries others (PROPERTY_SEED).
const fc = require("../../../node_modules/fast-check/lib/cjs/fast-check.js");

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });

module.exports = fc;
