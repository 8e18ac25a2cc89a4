package node

import (
	"errors"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
)

// parseYAML reads the first document of a file, which is a map, as the kubelet does. A file without content is an empty map.
func parseYAML(text []byte, source *estate.Source) (*estate.Value, error) {
	var parser kubeyaml.Parser
	for document := range kubeyaml.Documents(text) {
		values, err := parser.Parse(document)
		if at := (*kubeyaml.Error)(nil); errors.As(err, &at) {
			return nil, &syntaxError{line: int(at.Line), column: int(at.Column), what: at.Message}
		}
		if err != nil {
			return nil, err
		}
		if len(values) == 0 {
			continue
		}
		v := values[0]
		if v.Kind != estate.Map {
			return nil, &syntaxError{line: int(v.Line), column: int(v.Column), what: "a map is expected"}
		}
		v.Source = source
		return v, nil
	}
	return &estate.Value{Kind: estate.Map, Source: source, Line: 1, Column: 1}, nil
}
