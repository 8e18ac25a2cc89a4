package catalogue

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"bulkhead/policies"
)

func TestBuiltInControlsLoad(t *testing.T) {
	c, err := Load(policies.FS, "kubernetes", "libvirt", "node")
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range c.Controls {
		if _, err := fs.Stat(policies.FS, control.ID+"_test.rego"); err != nil {
			t.Errorf("control %s has no test beside it: %v", control.ID, err)
		}
	}
}

const metadata = `# METADATA
# title: A title
# description: A description
# scope: package
# custom:
#   severity: high
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: Change it.
#   frameworks: {}
package bulkhead.kubernetes.sample
`

func TestReadSets(t *testing.T) {
	const lib = "package bulkhead.lib.helpers\n" +
		"image := input.container.image\n" +
		"bad(x) if x == input.pod.spec.hostPID\n" +
		"spare := input.facts.spare\n"
	tests := map[string]struct {
		body, want string
	}{
		"fields": {
			`deny contains {"path": []} if { input.container.a.b == 1; input.container.a.b.c == 2; input.container.d == 3 }`,
			"input.container.a.b input.container.d",
		},
		"iteration reads the list": {`deny contains {"path": [i]} if { some i; input.container.ports[i].hostPort > 0 }`, "input.container.ports"},
		"some in":                  {`deny contains {"path": []} if { some p in input.container.ports; p.hostPort > 0 }`, "input.container.ports"},
		"negation and else":        {`deny contains {"path": []} if not _ok` + "\n" + `_ok if input.container.x else := false if input.container.y`, "input.container.x input.container.y"},
		"helpers": {
			"import data.bulkhead.lib.helpers\n" + `deny contains {"path": []} if helpers.bad(helpers.image)`,
			"input.container.image input.pod.spec.hostPID",
		},
		"comprehension":  {`deny contains {"path": []} if count([x | some x in input.container.list; x == input.facts.y]) > 0`, "input.container.list input.facts.y"},
		"key by a value": {`deny contains {"path": []} if input.pod.labels[input.container.name] == "x"`, "input.container.name input.pod.labels"},
		"unknown rule":   {`deny contains {"path": []} if input.container.a` + "\n" + `unknown contains {"path": []} if input.facts.u`, "input.container.a input.facts.u"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, err := Load(sampleFS(lib, metadata+test.body), "kubernetes")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range c.Controls[0].Reads {
				got = append(got, p.String())
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("reads %v, want %s", got, test.want)
			}
		})
	}
}

func TestFaultyControlsAreRefused(t *testing.T) {
	const deny = `deny contains {"path": []} if input.container.x`
	tests := map[string]struct{ source, want string }{
		"whole subject":     {metadata + `deny contains {"path": []} if { c := input.container; c.x }`, "reads input.container whole"},
		"whole input":       {metadata + `deny contains {"path": []} if count(input) > 3`, "reads input whole"},
		"whole facts":       {metadata + `deny contains {"path": []} if some _ in input.facts`, "reads input.facts whole"},
		"nothing":           {metadata + `deny contains {"path": []} if 1 == 2`, "reads nothing"},
		"misspelt import":   {metadata + "import data.bulkhead.lib.helper\n" + `deny contains {"path": []} if helper.bad(input.container.x)`, "helper"},
		"with":              {metadata + `deny contains {"path": []} if _x with input.container.x as 1` + "\n_x if input.container.x == 1", "with is for tests"},
		"clock":             {metadata + `deny contains {"path": []} if time.now_ns() > input.container.x`, "time.now_ns"},
		"no metadata":       {"package bulkhead.kubernetes.sample\n" + deny, "no METADATA"},
		"unknown key":       {strings.Replace(metadata, "#   wall: kernel", "#   wall: kernel\n#   walls: x", 1) + deny, "walls"},
		"unknown wall":      {strings.Replace(metadata, "wall: kernel", "wall: brick", 1) + deny, `wall "brick"`},
		"unknown severity":  {strings.Replace(metadata, "severity: high", "severity: bad", 1) + deny, `severity "bad"`},
		"other package":     {strings.Replace(metadata, "kubernetes.sample", "kubernetes.other", 1) + deny, "asks for data.bulkhead.kubernetes.sample"},
		"no remediation":    {strings.Replace(metadata, "#   remediation: Change it.\n", "", 1) + deny, "no remediation"},
		"syntax":            {metadata + "deny contains if", "kubernetes/sample.rego"},
		"empty requirement": {strings.Replace(metadata, "frameworks: {}", "frameworks: {pss: []}", 1) + deny, "lists no requirement"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Load(sampleFS("package bulkhead.lib.helpers\nbad(x) if x", test.source), "kubernetes")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func sampleFS(lib, control string) fs.FS {
	capabilities, _ := fs.ReadFile(policies.FS, "capabilities.json")
	return fstest.MapFS{
		"capabilities.json":       {Data: capabilities},
		"lib/helpers.rego":        {Data: []byte(lib)},
		"kubernetes/sample.rego":  {Data: []byte(control)},
		"kubernetes/ignored.text": {Data: []byte("not Rego")},
	}
}
