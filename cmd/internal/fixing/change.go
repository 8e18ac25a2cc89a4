// Package fixing changes manifests and domain XML at the places where controls say how, and nothing else in them: the text is edited
// where the value stands, and every edit is read back and compared with what it should have been.
package fixing

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// Change is one change of an object.
type Change struct {
	// Path leads to the value from the object: keys and list positions.
	Path []any
	// Value is what is set, and nil where the value is removed.
	Value *estate.Value
	// Append adds Value to the list at Path instead, which is made where there is none.
	Append bool
}

// errAsItIs says that the object is as the change wants it already.
var errAsItIs = errors.New("nothing is to be changed")

// steps are the keys and positions of a path such as spec.containers[0].
func steps(path string) []any {
	var all []any
	for _, part := range strings.FieldsFunc(path, func(c rune) bool { return c == '.' || c == '[' }) {
		if position, isPosition := strings.CutSuffix(part, "]"); isPosition {
			if n, err := strconv.Atoi(position); err == nil {
				all = append(all, n)
				continue
			}
		}
		all = append(all, part)
	}
	return all
}

// applied returns v with a change, and leaves v as it is.
func applied(v *estate.Value, path []any, c Change) (*estate.Value, error) {
	if len(path) == 0 {
		switch {
		case !c.Append:
			return c.Value, nil
		case v == nil || v.Kind == estate.Null:
			return estate.ListOf(c.Value), nil
		case v.Kind != estate.List:
			return nil, errors.New("what is there is no list")
		}
		made := *v
		made.Items = append(slices.Clone(v.Items), estate.Item{Value: c.Value})
		return &made, nil
	}
	if position, ok := path[0].(int); ok {
		return appliedToElement(v, position, path[1:], c)
	}
	key := path[0].(string)
	if v == nil || v.Kind == estate.Null {
		v = &estate.Value{Kind: estate.Map}
	}
	if v.Kind != estate.Map {
		return nil, fmt.Errorf("what should hold %s is no map", key)
	}
	made := *v
	made.Items = slices.Clone(v.Items)
	i := slices.IndexFunc(made.Items, func(item estate.Item) bool { return item.Key == key })
	var old *estate.Value
	if i >= 0 {
		old = made.Items[i].Value
	}
	if old == nil && c.Value == nil {
		return nil, errAsItIs
	}
	changed, err := applied(old, path[1:], c)
	switch {
	case err != nil:
		return nil, err
	case changed == nil:
		made.Items = slices.Delete(made.Items, i, i+1)
	case i < 0:
		made.Items = append(made.Items, estate.Item{Key: key, Value: changed})
	default:
		made.Items[i].Value = changed
	}
	return &made, nil
}

func appliedToElement(v *estate.Value, position int, rest []any, c Change) (*estate.Value, error) {
	if position >= len(v.Elements()) {
		return nil, errors.New("the list is shorter than it was")
	}
	changed, err := applied(v.Items[position].Value, rest, c)
	if err != nil {
		return nil, err
	}
	made := *v
	made.Items = slices.Clone(v.Items)
	if changed == nil {
		made.Items = slices.Delete(made.Items, position, position+1)
	} else {
		made.Items[position].Value = changed
	}
	return &made, nil
}

// equal compares values, in whatever order maps have their fields.
func equal(a, b *estate.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		other := b.Items[i].Value
		if a.Kind == estate.Map {
			other = b.Get(a.Items[i].Key)
		}
		if !equal(a.Items[i].Value, other) {
			return false
		}
	}
	return true
}

// replaced returns v with the value that stands at a place of the file exchanged by what change makes of it. Found says whether it is there.
func replaced(v *estate.Value, line, column int32, change func(*estate.Value) (*estate.Value, error)) (made *estate.Value, found bool, err error) {
	if v == nil {
		return nil, false, nil
	}
	if v.Kind == estate.Map && v.Line == line && v.Column == column {
		made, err = change(v)
		return made, true, err
	}
	for i := range v.Items {
		changed, found, err := replaced(v.Items[i].Value, line, column, change)
		if !found || err != nil {
			if err != nil {
				return nil, true, err
			}
			continue
		}
		copied := *v
		copied.Items = slices.Clone(v.Items)
		copied.Items[i].Value = changed
		return &copied, true, nil
	}
	return v, false, nil
}
