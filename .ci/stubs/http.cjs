// An ES module that imports node:http reads every name it exports, and one of them loads Node's whole fetch: a tenth of the
// time until layers are on screen. Taken as CommonJS it is the same module, each name read when it is used.
module.exports = process.getBuiltinModule('node:http')
