package catalogue

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/result"
)

// Tuning is what users set of controls, by their IDs. Nil sets nothing.
type Tuning map[string]Setting

// Setting is what a user sets of one control.
type Setting struct {
	// Severity takes the place of the control's own, whatever its rules say of some subjects; empty: it stays.
	Severity result.Severity
	// Parameters are values of [Parameter.Check]'s types, by name.
	Parameters map[string]any
}

// Parameter is a value of a control that users may set. Rules have it as a constant, data.bulkhead.parameters.GROUP.SLUG.NAME with
// underscores for dashes: it is compiled with them, so that no verdict is remembered beyond it, and stands in no read set.
type Parameter struct {
	Type        ParameterType `json:"type"`
	Default     any           `json:"default"`
	Description string        `json:"description"`
	// Value is the user's, or else the default.
	Value any `json:"-"`
}

// ParameterType says what a parameter's values are.
type ParameterType string

// Types of parameters.
const (
	Text    ParameterType = "text"
	Texts   ParameterType = "texts"
	Number  ParameterType = "number"
	Boolean ParameterType = "boolean"
)

// takes says in words what values of a type are.
func (t ParameterType) takes() string {
	return map[ParameterType]string{
		Text: `a text, as "a"`, Texts: `a list of texts, as ["a", "b"]`, Number: "a number, as 10", Boolean: "true or false",
	}[t]
}

// Check says what is wrong with a value: texts are string, lists of them []any, numbers int or float64.
func (p *Parameter) Check(value any) error {
	ok := false
	switch v := value.(type) {
	case string:
		ok = p.Type == Text
	case bool:
		ok = p.Type == Boolean
	case int:
		ok = p.Type == Number
	case float64:
		ok = p.Type == Number && !math.IsInf(v, 0) && !math.IsNaN(v)
	case []any:
		ok = p.Type == Texts && !slices.ContainsFunc(v, func(element any) bool { _, text := element.(string); return !text })
	}
	if ok {
		return nil
	}
	given, err := json.Marshal(value)
	if err != nil {
		given = fmt.Append(nil, value)
	}
	return fmt.Errorf("it takes %s, not %s", p.Type.takes(), given)
}

// parameters is the folder, and the package below data.bulkhead, of what controls' parameters are.
const parameters = "parameters/"

// ParametersOf reads the parameters of one control, by name.
func ParametersOf(fsys fs.FS, id string) (map[string]*Parameter, error) {
	modules, err := parse(fsys, []string{id + ".rego"}, ast.ParserOptions{ProcessAnnotation: true})
	if err != nil {
		return nil, err
	}
	return modules[id+".rego"].parameters(), nil
}

// parameters are those that METADATA declares. What can't be read is a fault where the control itself is made.
func (m *module) parameters() map[string]*Parameter {
	for _, annotations := range m.Annotations {
		if annotations.Scope != "package" || annotations.Custom["parameters"] == nil {
			continue
		}
		var declared map[string]*Parameter
		content, err := json.Marshal(annotations.Custom["parameters"])
		if err == nil && json.Unmarshal(content, &declared) == nil {
			return declared
		}
	}
	return nil
}

// addParameters makes a module of constants for each file that declares parameters, also where it is only used by those that are asked.
func addParameters(modules map[string]*module, tuning Tuning) error {
	for file, m := range maps.Clone(modules) {
		declared := m.parameters()
		if len(declared) == 0 {
			continue
		}
		id := strings.TrimSuffix(file, ".rego")
		source := "package bulkhead." + strings.ReplaceAll(strings.ReplaceAll(parameters+id, "/", "."), "-", "_") + "\n"
		for _, name := range slices.Sorted(maps.Keys(declared)) {
			value := declared[name].Default
			if own, ok := tuning[id].Parameters[name]; ok {
				value = own
			}
			literal, err := json.Marshal(value)
			if err != nil {
				return fmt.Errorf("parameter %s of %s: %w", name, id, err)
			}
			source += fmt.Sprintf("\n%s := %s\n", regoName(name), literal)
		}
		made, err := ast.ParseModuleWithOpts(parameters+file, source, ast.ParserOptions{})
		if err != nil {
			return FaultsOf(m.place, err).orNil()
		}
		modules[parameters+file] = &module{Module: made, place: parameters + file, source: source}
	}
	return nil
}

func regoName(name string) string { return strings.ReplaceAll(name, "-", "_") }

// tune gives the control what the user set.
func (c *Control) tune(by Setting) {
	if by.Severity != "" {
		c.Severity, c.SeveritySet = by.Severity, true
	}
	for name, parameter := range c.Parameters {
		parameter.Value = parameter.Default
		if value, ok := by.Parameters[name]; ok {
			parameter.Value = value
		}
	}
}

// checkParameters holds declared parameters to their shape.
func (c *Control) checkParameters(must func(ok bool, key, fault string, args ...any)) {
	must(len(c.Parameters) == 0 || c.Edge == nil, "parameters", "an edge has no parameters")
	must(len(c.Parameters) == 0 || c.Frameworks["pss"] == nil, "parameters",
		"a control that equals a check of the Pod Security Standards has no parameters")
	for _, name := range slices.Sorted(maps.Keys(c.Parameters)) {
		p := c.Parameters[name]
		if p == nil {
			must(false, name, "parameter %s has no type, default and description", name)
			continue
		}
		must(IsName(name), name, "parameter %q: a name has small letters, digits and single dashes", name)
		must(p.Description != "", name, "parameter %s has no description", name)
		if p.Type.takes() == "" {
			must(false, name, "parameter %s: type %q is none of text, texts, number, boolean", name, p.Type)
			continue
		}
		err := p.Check(p.Default)
		must(err == nil, name, "parameter %s: its default: %v", name, err)
	}
}

// unusedParameter is one that no rule of the control reaches, or empty.
func (w *readWalker) unusedParameter(c *Control) string {
	for _, name := range slices.Sorted(maps.Keys(c.Parameters)) {
		used := false
		for rule := range w.seen {
			used = used || rule.Module.Package.Location.File == parameters+c.ID+".rego" && string(rule.Head.Name) == regoName(name)
		}
		if !used {
			return name
		}
	}
	return ""
}
