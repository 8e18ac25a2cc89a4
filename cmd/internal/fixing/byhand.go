package fixing

import (
	"fmt"
	"strings"

	"bulkhead/audit/estate"
)

// byHand leaves a proposal to people: what a template or a kustomization makes stands in no file as it is, and an edit there may change what else
// is made of it. It says what is to be changed, and where that comes from.
func (p *Proposal) byHand() {
	var said []string
	for _, c := range p.Changes {
		said = append(said, c.String()+" "+origin(p.Object.Value, c.Path))
	}
	p.Changes, p.Notes = nil, nil
	p.Why = "it is rendered; change by hand: " + strings.Join(said, "; ")
}

// String says a change in words.
func (c Change) String() string {
	var path strings.Builder
	for _, step := range c.Path {
		switch step := step.(type) {
		case int:
			fmt.Fprintf(&path, "[%d]", step)
		case string:
			if path.Len() > 0 {
				path.WriteByte('.')
			}
			path.WriteString(step)
		}
	}
	switch {
	case c.Value == nil:
		return "take out " + path.String()
	case c.Append:
		return fmt.Sprintf("add %s to %s", estate.AppendJSON(nil, c.Value), path.String())
	}
	return fmt.Sprintf("set %s to %s", path.String(), estate.AppendJSON(nil, c.Value))
}

// origin is the file and line that the deepest value on a path comes from, as far as that is known.
func origin(v *estate.Value, path []any) string {
	file, line := "", int32(0)
	for i := 0; v != nil; i++ {
		if v.Source != nil {
			file = v.Source.File
		}
		if v.Line > 0 {
			line = v.Line
		}
		if i == len(path) {
			break
		}
		v = valueAt(v, path[i:i+1])
	}
	if line == 0 {
		return "at " + file
	}
	return fmt.Sprintf("at %s:%d", file, line)
}
