// Ink imports this only when DEV=true; bundled, the import would have to resolve always.
export default {}
