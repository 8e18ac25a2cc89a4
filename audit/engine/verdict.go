package engine

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"bulkhead/audit/result"
)

// Outcome is what a verdict comes to.
type Outcome uint8

// Outcomes.
const (
	Pass Outcome = iota
	Fail
	Unknown
	NotApplicable
)

// Verdict is what a control says of all subjects that look alike to it. It is shared and must not be changed.
type Verdict struct {
	Outcome Outcome
	// Remarks say why, in a fixed order; empty for Pass and NotApplicable.
	Remarks []Remark
}

// Remark is one thing that a control found.
type Remark struct {
	// Path leads from the subject's roots to the deciding value: strings are keys, ints are positions in lists.
	Path    []any
	Message string
	// Expected is JSON, and nil where the control does not say.
	Expected json.RawMessage
	// Severity replaces the control's where it is set.
	Severity result.Severity
	// Reason is set for Unknown: unread, not-in-input, error.
	Reason string
}

// remarks reads the set that a deny or unknown rule made. The order is Rego's order of the set, which depends on the elements only.
func remarks(value ast.Value) ([]Remark, error) {
	set, ok := value.(ast.Set)
	if !ok {
		return nil, fmt.Errorf("is no set: write it as %q", "deny contains {...} if ...")
	}
	var all []Remark
	for _, element := range set.Slice() {
		remark, err := newRemark(element.Value)
		if err != nil {
			return nil, err
		}
		all = append(all, remark)
	}
	return all, nil
}

func newRemark(value ast.Value) (Remark, error) {
	var r Remark
	object, ok := value.(ast.Object)
	if !ok {
		return r, fmt.Errorf("element %v is no object", value)
	}
	err := object.Iter(func(key, field *ast.Term) error {
		name, _ := key.Value.(ast.String)
		text, isText := field.Value.(ast.String)
		switch name {
		case "path":
			return r.readPath(field.Value)
		case "expected":
			native, err := ast.JSON(field.Value)
			if err != nil {
				return err
			}
			r.Expected, err = json.Marshal(native)
			return err
		case "message":
			r.Message = string(text)
		case "severity":
			r.Severity = result.Severity(text)
			isText = isText && r.Severity.Rank() < len(result.Severities())
		case "reason":
			r.Reason = string(text)
			isText = isText && (r.Reason == "unread" || r.Reason == "not-in-input")
		default:
			return fmt.Errorf("element has a field %v that means nothing", key)
		}
		if !isText {
			return fmt.Errorf("%s %v means nothing", name, field)
		}
		return nil
	})
	if err == nil && (r.Message == "" || len(r.Path) == 0) {
		err = fmt.Errorf("element %v lacks its path or message", value)
	}
	return r, err
}

func (r *Remark) readPath(value ast.Value) error {
	array, ok := value.(*ast.Array)
	if !ok {
		return fmt.Errorf("path %v is no list", value)
	}
	for i := range array.Len() {
		switch step := array.Elem(i).Value.(type) {
		case ast.String:
			r.Path = append(r.Path, string(step))
		case ast.Number:
			position, ok := step.Int()
			if !ok || position < 0 {
				return fmt.Errorf("path %v has a step that is no position", value)
			}
			r.Path = append(r.Path, position)
		default:
			return fmt.Errorf("path %v has a step that is neither key nor position", value)
		}
	}
	return nil
}

// Message joins what a verdict's remarks say, each once.
func (v *Verdict) Message() string {
	if len(v.Remarks) == 1 {
		return v.Remarks[0].Message
	}
	var messages []string
	seen := map[string]bool{}
	for _, r := range v.Remarks {
		if !seen[r.Message] {
			seen[r.Message] = true
			messages = append(messages, r.Message)
		}
	}
	return strings.Join(messages, "; ")
}

// failed is the verdict of a control that could not be evaluated.
func failed(root string, err error) *Verdict {
	return &Verdict{Outcome: Unknown, Remarks: []Remark{{
		Path: []any{root}, Message: "the control failed: " + strings.Join(strings.Fields(err.Error()), " "), Reason: "error",
	}}}
}
