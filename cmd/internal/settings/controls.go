package settings

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
)

// controlsKey is the one key of the file that is no flag.
const controlsKey = "controls"

// Controls is what the file says of controls. The zero value says nothing.
type Controls struct {
	file string
	node *yaml.Node // a map of IDs to maps of severity and parameters
}

// Tuning holds what the file says to the controls that there are. An error names the file, its line, and what is there instead.
func (c Controls) Tuning(policies fs.FS) (catalogue.Tuning, error) {
	if c.node == nil {
		return nil, nil
	}
	tuning := catalogue.Tuning{}
	known := choice.Known(policies)
	err := c.each(c.node, "a map of controls, as kubernetes/host-pid: {severity: medium}", func(id, value *yaml.Node) error {
		if err := known(id.Value); err != nil {
			return c.at(id, err)
		}
		setting, err := c.setting(policies, id.Value, value)
		tuning[id.Value] = setting
		return err
	})
	return tuning, err
}

func (c Controls) setting(policies fs.FS, id string, node *yaml.Node) (catalogue.Setting, error) {
	var setting catalogue.Setting
	keys := []string{"severity", "parameters"}
	err := c.each(node, "a map of severity and parameters", func(key, value *yaml.Node) error {
		switch key.Value {
		case "severity":
			setting.Severity = result.Severity(value.Value)
			if !slices.Contains(result.Severities(), setting.Severity) {
				return c.at(value, fmt.Errorf("severity %q: choose critical, high, medium or low", value.Value))
			}
		case "parameters":
			var err error
			setting.Parameters, err = c.parameters(policies, id, value)
			return err
		default:
			return c.at(key, fmt.Errorf("a control has no setting %q%s; there are severity and parameters", key.Value, choice.DidYouMean(key.Value, keys)))
		}
		return nil
	})
	return setting, err
}

func (c Controls) parameters(policies fs.FS, id string, node *yaml.Node) (map[string]any, error) {
	known, err := catalogue.ParametersOf(policies, id)
	if err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(known))
	values := map[string]any{}
	err = c.each(node, "a map of parameters", func(key, value *yaml.Node) error {
		parameter := known[key.Value]
		switch {
		case len(names) == 0:
			return c.at(key, fmt.Errorf("%s has no parameters", id))
		case parameter == nil:
			return c.at(key, fmt.Errorf("%s has no parameter %q%s; it has %s",
				id, key.Value, choice.DidYouMean(key.Value, names), strings.Join(names, ", ")))
		}
		var given any
		if err := value.Decode(&given); err != nil {
			return c.at(value, err)
		}
		if err := parameter.Check(given); err != nil {
			return c.at(value, fmt.Errorf("parameter %s of %s: %w", key.Value, id, err))
		}
		values[key.Value] = given
		return nil
	})
	return values, err
}

// each visits the keys of a map; a key that stands there twice is a fault, and so is all that is no map.
func (c Controls) each(node *yaml.Node, want string, visit func(key, value *yaml.Node) error) error {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind != yaml.MappingNode {
		return c.at(node, fmt.Errorf("write %s", want))
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if seen[key.Value] {
			return c.at(key, fmt.Errorf("%q stands here twice", key.Value))
		}
		seen[key.Value] = true
		if err := visit(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (c Controls) at(node *yaml.Node, err error) error {
	return fmt.Errorf("%s:%d:%d: %w", c.file, node.Line, node.Column, err)
}
