package fixing

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// Patch is a command that would change a live object. Nothing here runs it.
type Patch struct {
	Mends []*Proposal
	// Command is for a shell, and empty where there is none: then Why says so.
	Command, Why string
}

// Patches makes one patch for each object of a live target. Kubeconfig is what kubectl is to use, empty: its own.
func Patches(all []*Proposal, kubeconfig string) []Patch {
	var order []*estate.Object
	byObject := map[*estate.Object][]*Proposal{}
	for _, one := range all {
		if one.Why != "" {
			continue
		}
		if byObject[one.Object] == nil {
			order = append(order, one.Object)
		}
		byObject[one.Object] = append(byObject[one.Object], one)
	}
	var made []Patch
	for _, o := range order {
		proposals := byObject[o]
		slices.SortFunc(proposals, func(a, b *Proposal) int { return strings.Compare(a.Key.String(), b.Key.String()) })
		patch := Patch{Mends: proposals}
		if o.Platform == estate.Kubernetes {
			patch.Command, patch.Why = kubectl(o, proposals, kubeconfig)
		} else {
			patch.Command, patch.Why = virtXML(o, proposals)
		}
		made = append(made, patch)
	}
	slices.SortStableFunc(made, func(a, b Patch) int {
		return strings.Compare(objectName(a.Mends[0].Object), objectName(b.Mends[0].Object))
	})
	return made
}

func objectName(o *estate.Object) string {
	return strings.Join([]string{o.Target.ID, o.Kind, o.Namespace, o.Name}, "/")
}

// operation is one of a JSON patch (RFC 6902).
type operation struct {
	Op    string          `json:"op"`
	Path  string          `json:"path"`
	Value json.RawMessage `json:"value,omitempty"`
}

// kubectl writes a call of kubectl patch. Elements of lists that have names are tested for them, so that nothing is changed where
// the object is another by then.
func kubectl(o *estate.Object, proposals []*Proposal, kubeconfig string) (command, why string) {
	switch o.Kind {
	case "Pod", "Job":
		return "", "a " + o.Kind + " can't be changed while it is there: change what it is made from"
	}
	operations, err := jsonPatch(o.Value, proposals)
	if err != nil {
		return "", err.Error()
	}
	text, err := json.Marshal(operations)
	if err != nil {
		return "", err.Error()
	}
	words := []string{"kubectl"}
	if kubeconfig != "" {
		words = append(words, "--kubeconfig", kubeconfig)
	}
	if context := strings.TrimPrefix(o.Target.URI, "kubernetes:"); context != "" {
		words = append(words, "--context", context)
	}
	if o.Namespace != "" {
		words = append(words, "--namespace", o.Namespace)
	}
	return shell(append(words, "patch", strings.ToLower(o.Kind), o.Name, "--type", "json", "--patch", string(text))), ""
}

// jsonPatch makes the operations for all changes, one after the other.
func jsonPatch(v *estate.Value, proposals []*Proposal) ([]operation, error) {
	var all, tests []operation
	for _, p := range proposals {
		for _, c := range p.Changes {
			changed, err := applied(v, c.Path, c)
			if err == errAsItIs || err == nil && equal(changed, v) {
				continue
			}
			if err != nil {
				return nil, err
			}
			one, named := operationOf(v, c)
			for _, test := range named {
				if !slices.ContainsFunc(tests, func(other operation) bool { return other.Path == test.Path }) {
					tests = append(tests, test)
				}
			}
			all = append(all, one)
			v = changed
		}
	}
	return append(tests, all...), nil
}

// operationOf makes the operation for a change of v, and the tests of the named elements on its way.
func operationOf(v *estate.Value, c Change) (one operation, tests []operation) {
	pointer := ""
	raw := func(v *estate.Value) json.RawMessage { return estate.AppendJSON(nil, v) }
	for i, step := range c.Path {
		switch step := step.(type) {
		case string:
			pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
			below := v.Get(step)
			if below == nil || below.Kind == estate.Null && i+1 < len(c.Path) {
				return operation{"add", pointer, raw(nested(c.Path[i+1:], c))}, tests
			}
			v = below
		case int:
			pointer += fmt.Sprintf("/%d", step)
			v = v.Elements()[step].Value
			if name := v.Get("name"); name != nil {
				tests = append(tests, operation{"test", pointer + "/name", raw(name)})
			}
		}
	}
	switch {
	case c.Value == nil:
		return operation{Op: "remove", Path: pointer}, tests
	case c.Append && v.Kind == estate.List:
		return operation{"add", pointer + "/-", raw(c.Value)}, tests
	case c.Append:
		return operation{"add", pointer, raw(estate.ListOf(c.Value))}, tests
	}
	return operation{"replace", pointer, raw(c.Value)}, tests
}

// virtXML writes a call of virt-xml, which changes the definition; the guest has it when it starts the next time.
func virtXML(o *estate.Object, proposals []*Proposal) (command, why string) {
	if o.Kind != "Domain" {
		return "", "virt-xml changes domains only: use virsh net-edit"
	}
	words := []string{"virt-xml", "--connect", o.Target.URI, o.Name, "--edit"}
	seen := map[string]bool{}
	for _, p := range proposals {
		for _, c := range p.Changes {
			option := xpath(o.Value, c)
			if option == "" {
				return "", "virt-xml can't make the change: use virsh edit"
			}
			if !seen[option] {
				seen[option] = true
				words = append(words, "--xml", option)
			}
		}
	}
	return shell(words), ""
}

// xpath writes a change of a domain as virt-xml's option --xml takes it, and "" where that can't be.
func xpath(v *estate.Value, c Change) string {
	path := "."
	for i := 1; i < len(c.Path); i++ {
		key, ok := c.Path[i].(string)
		if !ok || strings.ContainsAny(key, ":#<,=[]'\"") {
			return ""
		}
		last := i == len(c.Path)-1
		switch {
		case last && c.Value != nil && c.Value.Kind == estate.String:
			if strings.ContainsAny(c.Value.Text, ",") {
				return ""
			}
			return path + "/@" + strings.TrimPrefix(key, "@") + "=" + c.Value.Text
		case last && c.Value == nil && valueAt(v, c.Path).Str() != "":
			return path + "/@" + strings.TrimPrefix(key, "@") + "="
		}
		path += "/" + key
		if i+1 < len(c.Path) {
			if position, ok := c.Path[i+1].(int); ok {
				path += fmt.Sprintf("[%d]", position+1)
				i++
			}
		}
	}
	switch {
	case c.Value == nil:
		return "xpath.delete=" + path
	case c.Value.Kind == estate.Map && len(c.Value.Items) == 0:
		return "xpath.create=" + path
	}
	return ""
}

// valueAt follows keys and positions.
func valueAt(v *estate.Value, path []any) *estate.Value {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			v = v.Get(step)
		case int:
			if step >= len(v.Elements()) {
				return nil
			}
			v = v.Elements()[step].Value
		}
	}
	return v
}

// shell quotes words for a POSIX shell.
func shell(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = word
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@") != "" {
			quoted[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}
