"use strict";
// Jest gives this to whoever requires fast-check: a pull request's tests try the same cases every time, so that a
// failure is of the change, and the nightly run tries others (PROPERTY_SEED).
const fc = require("../../../node_modules/fast-check/lib/cjs/fast-check.js");

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });

module.exports = fc;
