package reports

import _ "embed"

//go:embed schema/report.v1.schema.json
var schema []byte

// Schema is the JSON Schema (2020-12) of the JSON report.
func Schema() []byte { return append([]byte(nil), schema...) }
