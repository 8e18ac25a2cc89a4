package waive

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxText bounds what is decoded, in bytes.
const maxText = 16 << 20

// Decode reads a file of waivers: a map with the list "waivers". File is its name for errors, which have line and column. Known says
// what is wrong with a control's ID; a mistyped one must not be a waiver that silently matches nothing.
func Decode(text []byte, file string, known func(id string) error) ([]*Waiver, error) {
	root, err := document(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if root == nil {
		return nil, nil
	}
	d := decoder{known: known}
	var all []*Waiver
	d.fields(root, "the file", map[string]func(*yaml.Node){"waivers": func(list *yaml.Node) { all = d.list(list) }})
	if d.err != nil {
		return nil, fmt.Errorf("%s:%d:%d: %w", file, d.at.Line, d.at.Column, d.err)
	}
	for _, w := range all {
		w.File = file
	}
	return all, nil
}

// decodeList reads the list alone, as objects carry it.
func decodeList(text string, known func(id string) error) ([]*Waiver, error) {
	root, err := document([]byte(text))
	if err != nil || root == nil {
		return nil, err
	}
	d := decoder{known: known}
	all := d.list(root)
	if d.err != nil {
		return nil, fmt.Errorf("line %d: %w", d.at.Line, d.err)
	}
	return all, nil
}

func document(text []byte) (*yaml.Node, error) {
	if len(text) > maxText {
		return nil, fmt.Errorf("larger than %d MB", maxText>>20)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(document.Content) == 0 || document.Content[0].Tag == "!!null" {
		return nil, nil
	}
	return document.Content[0], nil
}

// decoder keeps the first error and its place.
type decoder struct {
	known func(id string) error
	err   error
	at    *yaml.Node
}

func (d *decoder) fail(at *yaml.Node, format string, args ...any) {
	if d.err == nil {
		d.err, d.at = fmt.Errorf(format, args...), at
	}
}

// fields hands out the fields of a map, and refuses others and repeated ones.
func (d *decoder) fields(node *yaml.Node, what string, read map[string]func(*yaml.Node)) {
	if node.Kind != yaml.MappingNode {
		d.fail(node, "%s is no map", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		field := read[key.Value]
		switch {
		case field == nil:
			var names []string
			for name := range read {
				names = append(names, name)
			}
			slices.Sort(names)
			d.fail(key, "%s has no field %q; it has %s", what, key.Value, strings.Join(names, ", "))
		case seen[key.Value]:
			d.fail(key, "%s has %s twice", what, key.Value)
		default:
			seen[key.Value] = true
			field(value)
		}
	}
}

func (d *decoder) list(node *yaml.Node) []*Waiver {
	if node.Kind != yaml.SequenceNode {
		if node.Tag != "!!null" {
			d.fail(node, "waivers are no list")
		}
		return nil
	}
	var all []*Waiver
	for _, element := range node.Content {
		all = append(all, d.waiver(element))
	}
	return all
}

func (d *decoder) waiver(node *yaml.Node) *Waiver {
	w := &Waiver{Line: node.Line, Column: node.Column}
	d.fields(node, "a waiver", map[string]func(*yaml.Node){
		"control": func(n *yaml.Node) {
			if d.text(n, &w.Control); d.err == nil {
				if err := d.known(w.Control); err != nil {
					d.fail(n, "%w", err)
				}
			}
		},
		"fingerprint": func(n *yaml.Node) {
			if d.text(n, &w.Fingerprint); d.err == nil && !isFingerprint(w.Fingerprint) {
				d.fail(n, "fingerprint %q is not 32 digits of 0-9 and a-f; -f json shows each finding's", w.Fingerprint)
			}
		},
		"target":  func(n *yaml.Node) { d.text(n, &w.Target) },
		"owner":   func(n *yaml.Node) { d.optional(n, &w.Owner) },
		"reason":  func(n *yaml.Node) { d.optional(n, &w.Reason) },
		"expires": func(n *yaml.Node) { d.optional(n, &w.Expires) },
		"subject": func(n *yaml.Node) { d.selector(n, &w.Subject) },
	})
	switch {
	case w.Control == "" && w.Fingerprint == "":
		d.fail(node, "a waiver names neither control nor fingerprint")
	case w.Expires != "" && !isDay(w.Expires):
		d.fail(node, "expires %q is no day: write it as 2006-01-02", w.Expires)
	}
	return w
}

func (d *decoder) selector(node *yaml.Node, s *Selector) {
	d.fields(node, "subject", map[string]func(*yaml.Node){
		"kind":      func(n *yaml.Node) { d.glob(n, &s.Kind) },
		"namespace": func(n *yaml.Node) { d.glob(n, &s.Namespace) },
		"name":      func(n *yaml.Node) { d.glob(n, &s.Name) },
		"part":      func(n *yaml.Node) { d.glob(n, &s.Part) },
		"labels": func(n *yaml.Node) {
			if n.Kind != yaml.MappingNode {
				d.fail(n, "labels are no map")
				return
			}
			s.Labels = map[string]string{}
			for i := 0; i+1 < len(n.Content); i += 2 {
				var value string
				d.optional(n.Content[i+1], &value)
				s.Labels[n.Content[i].Value] = value
			}
		},
	})
}

// text reads a plain value that is not empty.
func (d *decoder) text(n *yaml.Node, into *string) {
	if d.optional(n, into); *into == "" {
		d.fail(n, "write a text; leave the field out where there is none")
	}
}

func (d *decoder) optional(n *yaml.Node, into *string) {
	if n.Kind != yaml.ScalarNode {
		d.fail(n, "write a plain value")
		return
	}
	if n.Tag != "!!null" {
		*into = strings.TrimSpace(n.Value)
	}
}

func (d *decoder) glob(n *yaml.Node, into *string) {
	if d.text(n, into); d.err == nil {
		if _, err := path.Match(*into, ""); err != nil {
			d.fail(n, "%q is no name and no glob", *into)
		}
	}
}
