package catalogue

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulkhead/policies"
)

// folder writes files, by name, into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// control is a custom control of that name with some rules.
func control(slug, body string) string {
	return strings.Replace(metadata, "kubernetes.sample", "acme."+slug, 1) + body
}

func loadCustom(dir string) (*Catalogue, error) {
	custom, err := Join(policies.FS, dir)
	if err != nil {
		return nil, err
	}
	return LoadCustom(custom, "kubernetes", "libvirt", "node")
}

const denyX = "\ndeny contains {\"path\": [\"container\"], \"message\": \"x\"} if input.container.x == 1\n"

func TestCustomControlsStandBesideBuiltInOnes(t *testing.T) {
	dir := folder(t, map[string]string{
		"acme/plain.rego": control("plain", denyX),
		"acme/uses.rego": control("uses", "\nimport data.bulkhead.kubernetes.host_pid\nimport data.bulkhead.lib.acme.names\nimport data.bulkhead.lib.libvirt.address\n"+
			"deny contains {\"path\": [], \"message\": names.say} if { count(host_pid.deny) > 0; not address.is_wildcard(input.container.name) }\n"),
		"acme/plain_test.rego":   "package bulkhead.acme.plain_test\n",
		"lib/acme/names.rego":    "package bulkhead.lib.acme.names\nsay := \"x\"\n",
		"acme/notes.txt":         "no policy",
		"docs/readme.md":         "no policy",
		"fixtures/acme/x.yaml":   "a: b",
		"frameworks/house.yaml":  "id: house\ntitle: House rules\nsource: ours\nrequirements: [{id: one, title: One}]\n",
		"edges/acme/escape.rego": strings.ReplaceAll(edgeMetadata, "SLUG", "escape") + denyX,
		"acme/disk.rego":         strings.Replace(control("disk", strings.ReplaceAll(denyX, "container", "disk")), "kubernetes/container", "libvirt/disk", 1),
	})
	custom, err := Join(policies.FS, dir)
	if err != nil {
		t.Fatal(err)
	}
	ids := func(c *Catalogue, err error) []string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, control := range c.Controls {
			if control.Custom {
				all = append(all, control.ID)
			}
		}
		return all
	}
	for name, test := range map[string]struct{ got, want []string }{
		"all":        {ids(LoadCustom(custom, "kubernetes", "libvirt", "node")), []string{"acme/disk", "acme/plain", "acme/uses", "edges/acme/escape"}},
		"kubernetes": {ids(Load(custom, "kubernetes")), []string{"acme/plain", "acme/uses"}},
		"libvirt":    {ids(Load(custom, "libvirt")), []string{"acme/disk"}},
		"node":       {ids(Load(custom, "node")), nil},
		"edges":      {ids(LoadEdges(custom, nil, "kubernetes")), []string{"edges/acme/escape"}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: %v, want %v", name, test.got, test.want)
		}
	}
	builtIn, err := Load(policies.FS, "kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	both, err := Load(custom, "kubernetes")
	if err != nil || len(both.Controls) != len(builtIn.Controls)+2 {
		t.Errorf("%d controls, want %d and 2: %v", len(both.Controls), len(builtIn.Controls), err)
	}
	known, err := IDs(custom, "kubernetes", "libvirt", "node")
	if err != nil || !slices.Contains(known, "acme/uses") || !slices.Contains(known, "kubernetes/host-pid") {
		t.Errorf("IDs are %v, %v", known, err)
	}
	frameworks, err := Frameworks(custom)
	if err != nil || frameworks["house"] == nil || frameworks["pss"] == nil {
		t.Errorf("frameworks are %v, %v", frameworks, err)
	}
	if err := fs.WalkDir(custom, ".", func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, "notes.txt") || strings.HasPrefix(file, "docs") || strings.HasPrefix(file, Fixtures) {
			t.Errorf("%s is among the policies", file)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

const edgeMetadata = `# METADATA
# title: An edge
# description: A description
# scope: package
# custom:
#   subject: kubernetes/container
#   edge: {to: host, cost: none}
package bulkhead.edges.acme.SLUG
`

func TestDigestTellsCustomPoliciesApart(t *testing.T) {
	digest := func(files map[string]string) string {
		t.Helper()
		custom, err := Join(policies.FS, folder(t, files))
		if err != nil {
			t.Fatal(err)
		}
		digest, err := Digest(custom)
		if err != nil {
			t.Fatal(err)
		}
		return digest
	}
	plain := digest(map[string]string{"acme/plain.rego": control("plain", denyX)})
	if again := digest(map[string]string{"acme/plain.rego": control("plain", denyX), "acme/plain_test.rego": "x", "acme/large.bin": strings.Repeat("x", 2<<20)}); again != plain {
		t.Error("what is no policy changes the digest")
	}
	if other := digest(map[string]string{"acme/plain.rego": control("plain", denyX+" ")}); other == plain {
		t.Error("another control has the same digest")
	}
	if builtIn, err := Digest(policies.FS); err != nil || builtIn == plain {
		t.Errorf("the built-in policies alone have the same digest: %v", err)
	}
}

func TestFaultyCustomControlsAreRefused(t *testing.T) {
	tests := map[string]struct {
		files map[string]string
		want  []string // place and text
	}{
		"own platform's name": {map[string]string{"kubernetes/x.rego": control("x", denyX)}, []string{"kubernetes: kubernetes is bulkhead's own"}},
		"no group":            {map[string]string{"x.rego": control("x", denyX)}, []string{"x.rego: put controls into a folder of your own, as acme/x.rego"}},
		"odd name":            {map[string]string{"My_Rules/x.rego": control("x", denyX)}, []string{"My_Rules: a folder of controls has a name of small letters"}},
		"built-in library":    {map[string]string{"acme/x.rego": control("x", denyX), "lib/path/y.rego": "package bulkhead.lib.path.y"}, []string{"lib/path: bulkhead has that itself"}},
		"library of a group":  {map[string]string{"acme/x.rego": control("x", denyX), "lib/y.rego": "package bulkhead.lib.y"}, []string{"lib/y.rego: put it into a folder of your own"}},
		"built-in framework":  {map[string]string{"acme/x.rego": control("x", denyX), "frameworks/pss.yaml": "id: pss"}, []string{"frameworks/pss.yaml: bulkhead has that itself"}},
		"package": {
			map[string]string{"acme/x.rego": control("y", denyX), "lib/acme/z.rego": "package bulkhead.lib.path\nclean(x) := x\n"},
			[]string{
				"acme/x.rego:12: the package is data.bulkhead.acme.y; the file's name asks for data.bulkhead.acme.x",
				"lib/acme/z.rego:1: the package is data.bulkhead.lib.path; the file's name asks for data.bulkhead.lib.acme.z",
			},
		},
		"parameters": {
			map[string]string{"acme/x.rego": strings.Replace(control("x", denyX), "#   wall: kernel", `#   wall: kernel
#   parameters:
#     Most: {type: number, default: 1, description: a}
#     two: {type: numbers, default: 1, description: a}
#     three: {type: texts, default: [1], description: a}
#     four: {type: text, default: ""}
#     five:`, 1)},
			[]string{
				`acme/x.rego:10: parameter "Most": a name has small letters`,
				`acme/x.rego:11: parameter two: type "numbers" is none of text, texts, number, boolean`,
				"acme/x.rego:12: parameter three: its default: it takes a list of texts, as",
				"acme/x.rego:13: parameter four has no description",
				"acme/x.rego:14: parameter five has no type, default and description",
			},
		},
		"a parameter that no rule uses": {
			map[string]string{"acme/x.rego": strings.Replace(control("x", denyX), "#   wall: kernel",
				"#   wall: kernel\n#   parameters: {most: {type: number, default: 1, description: a}}", 1)},
			[]string{"acme/x.rego: no rule uses parameter most"},
		},
		"a parameter that METADATA lacks": {
			map[string]string{"acme/x.rego": control("x", denyX+"\ndeny contains {} if input.container.a == data.bulkhead.parameters.acme.x.most")},
			[]string{"acme/x.rego:16:42: data.bulkhead.parameters.acme.x.most does not exist"},
		},
		"metadata": {
			map[string]string{"acme/x.rego": strings.NewReplacer("wall: kernel", "wall: brick", "subject: kubernetes/container", "subject: kubernetes/contaner").Replace(control("x", denyX))},
			[]string{`acme/x.rego:7: subject "kubernetes/contaner" is none of`, `acme/x.rego:8: wall "brick" is none of`},
		},
		"syntax":      {map[string]string{"acme/x.rego": control("x", "\n\ndeny contains if {\n")}, []string{"acme/x.rego:15:15: unexpected if keyword"}},
		"clock":       {map[string]string{"acme/x.rego": control("x", "\ndeny contains 1 if time.now_ns() > input.container.x\n")}, []string{"acme/x.rego:14:20: undefined function time.now_ns"}},
		"network":     {map[string]string{"acme/x.rego": control("x", "\ndeny contains 1 if http.send(input.container.x)\n")}, []string{"acme/x.rego:14:20: undefined function http.send"}},
		"whole input": {map[string]string{"acme/x.rego": control("x", "\ndeny contains 1 if count(input) > 1\n")}, []string{"acme/x.rego: reads input whole"}},
		"misspelt":    {map[string]string{"acme/x.rego": control("x", "\ndeny contains 1 if data.bulkhead.lib.path.claen == input.container.x\n")}, []string{"acme/x.rego:14:20: data.bulkhead.lib.path.claen does not exist"}},
		"framework":   {map[string]string{"acme/x.rego": strings.Replace(control("x", denyX), "frameworks: {}", "frameworks: {pss: [basline]}", 1)}, []string{`framework pss has no requirement "basline"`}},
		"no framework": {
			map[string]string{"acme/x.rego": strings.Replace(control("x", denyX), "frameworks: {}", "frameworks: {psss: [baseline]}", 1)},
			[]string{`METADATA maps to framework "psss"`},
		},
		"edge outside edges": {map[string]string{"acme/x.rego": strings.Replace(edgeMetadata, "edges.acme.SLUG", "acme.x", 1) + denyX}, []string{"acme/x.rego:7: an edge stands in the folder edges"}},
		"empty file":         {map[string]string{"acme/x.rego": ""}, []string{"acme/x.rego"}},
		"large file":         {map[string]string{"acme/x.rego": control("x", denyX) + strings.Repeat("#", 1<<20)}, []string{"acme/x.rego: policies are regular files of at most 1 MiB"}},
		"no control":         {map[string]string{"acme/readme.md": "x"}, []string{"there is no control; bulkhead policy new"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, test.files)
			_, err := loadCustom(dir)
			if err == nil {
				t.Fatal("no error")
			}
			said := strings.ReplaceAll(err.Error(), dir+"/", "")
			for _, want := range test.want {
				if !strings.Contains(said, want) {
					t.Errorf("%s\nwant %s", said, want)
				}
			}
		})
	}
}

func TestNothingOutsideTheFolderIsRead(t *testing.T) {
	outside := folder(t, map[string]string{"x.rego": control("x", denyX)})
	dir := folder(t, map[string]string{"acme/y.rego": control("y", denyX)})
	if err := os.Symlink(filepath.Join(outside, "x.rego"), filepath.Join(dir, "acme", "x.rego")); err != nil {
		t.Fatal(err)
	}
	if _, err := loadCustom(dir); err == nil || !strings.Contains(err.Error(), "escapes") {
		t.Errorf("a link out of the folder gives %v", err)
	}
}
