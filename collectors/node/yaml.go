package node

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/estate"
)

// yamlLimit bounds the values of one file, so that aliases cannot multiply them without end.
const yamlLimit = 100_000

// parseYAML reads one YAML document into a value with positions.
func parseYAML(text []byte, source *estate.Source) (*estate.Value, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, yamlError(err)
	}
	if len(document.Content) == 0 {
		return &estate.Value{Kind: estate.Map, Source: source, Line: 1, Column: 1}, nil
	}
	reader := yamlReader{left: yamlLimit}
	v, err := reader.value(document.Content[0], 0)
	if err != nil {
		return nil, err
	}
	if v.Kind != estate.Map {
		return nil, &syntaxError{line: int(v.Line), column: int(v.Column), what: "a map is expected"}
	}
	v.Source = source
	return v, nil
}

// yamlError finds the line in the YAML package's message, which says "yaml: line 3: ..." where it knows one.
func yamlError(err error) error {
	what := strings.TrimPrefix(strings.ToValidUTF8(err.Error(), "\uFFFD"), "yaml: ")
	number, rest, ok := strings.Cut(strings.TrimPrefix(what, "line "), ": ")
	if line, atoi := strconv.Atoi(number); ok && atoi == nil {
		return &syntaxError{line: line, what: rest}
	}
	return errors.New(what)
}

type yamlReader struct{ left int }

func (y *yamlReader) value(n *yaml.Node, depth int) (*estate.Value, error) {
	fail := func(what string) error { return &syntaxError{line: n.Line, column: n.Column, what: what} }
	if y.left--; y.left < 0 {
		return nil, fail("the file has too many values")
	}
	if depth > estate.MaxDepth {
		return nil, fail("values are nested too deep")
	}
	v := &estate.Value{Line: int32(n.Line), Column: int32(n.Column)}
	switch n.Kind {
	case yaml.AliasNode:
		return y.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		v.Kind = estate.List
		for _, element := range n.Content {
			item, err := y.value(element, depth+1)
			if err != nil {
				return nil, err
			}
			v.Items = append(v.Items, estate.Item{Value: item})
		}
		return v, nil
	case yaml.MappingNode:
		v.Kind = estate.Map
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
				return nil, fail("keys must be plain texts")
			}
			if seen[key.Value] {
				return nil, &syntaxError{line: key.Line, column: key.Column, what: "a key is given twice"}
			}
			seen[key.Value] = true
			item, err := y.value(n.Content[i+1], depth+1)
			if err != nil {
				return nil, err
			}
			v.Items = append(v.Items, estate.Item{Key: key.Value, Value: item})
		}
		return v, nil
	}
	return v, scalar(n, v)
}

// scalar fills in what a scalar means to the kubelet, which reads YAML 1.1: yes, on, no and off are booleans.
func scalar(n *yaml.Node, v *estate.Value) error {
	v.Kind, v.Text = estate.String, n.Value
	switch n.Tag {
	case "!!null":
		v.Kind, v.Text = estate.Null, ""
	case "!!bool":
		setBool(v, strings.EqualFold(n.Value, "true"))
	case "!!int", "!!float":
		return number(n, v)
	case "!!str":
		if n.Style != 0 {
			return nil
		}
		switch n.Value {
		case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON":
			setBool(v, true)
		case "n", "N", "no", "No", "NO", "off", "Off", "OFF":
			setBool(v, false)
		}
	}
	return nil
}

func setBool(v *estate.Value, b bool) {
	v.Kind, v.Text = estate.Bool(b).Kind, ""
}

// number writes YAML's many forms of numbers as JSON does.
func number(n *yaml.Node, v *estate.Value) error {
	var decoded any
	if err := n.Decode(&decoded); err != nil {
		return &syntaxError{line: n.Line, column: n.Column, what: "a number cannot be read"}
	}
	switch decoded := decoded.(type) {
	case int, int64, uint64:
		v.Kind, v.Text = estate.Number, fmt.Sprint(decoded)
	case float64:
		if decoded-decoded == 0 { // infinities and NaN stay texts: JSON has no numbers for them
			v.Kind, v.Text = estate.Number, fmt.Sprint(decoded)
		}
	}
	return nil
}
