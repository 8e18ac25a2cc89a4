package fixing

import (
	"bytes"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubeyaml"
	"bulkhead/collectors/libvirt/xmltree"
)

// change makes a change of a path and a number.
func change(path string, what uint8) Change {
	c := Change{Path: steps(path)}
	switch what % 5 {
	case 1:
		c.Value = estate.Bool(false)
	case 2:
		c.Value = estate.Text("Runtime: Default")
	case 3:
		c.Value, c.Append = estate.Text("ALL"), true
	case 4:
		c.Value = estate.MapOf()
	}
	return c
}

// outside returns what two texts have in common at their ends: all that an edit left alone.
func outside(before, after []byte) (head, tail int) {
	for head < min(len(before), len(after)) && before[head] == after[head] {
		head++
	}
	for tail < min(len(before), len(after))-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	return head, tail
}

func FuzzYAML(f *testing.F) {
	for _, text := range []string{
		"spec:\n  containers:\n  - name: x # y\n    securityContext: {a: true}\n    ports: [1, 2]\n", "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n",
		"{\"a\": {\"b\": [1, {\"c\": null}]}}", "# x\n---\na:\n- b\n-\n...\n---\n? c\n: |\n  d\n", "a: 'b''c'\nd: \"e\\\"\"\nf: >-\n  g\n\n  h\r\n", "\ufeffa:\n    b:\n",
		"a:\n  - - b: 1\n      c: 2\n    - d\n", "a: {b: {c: [d, {e: f}]}}\n", "ä: {ö: ü} # ß\n", "a: !!str b\nc: !x {d: 1}\n", "a: b\n c\nd:\n  - e # f\n  # g\n  - h\n",
	} {
		for _, path := range []string{"a", "a.b", "a[0]", "a.b[1].c", "spec.containers[0].securityContext.a", "d", "x.y"} {
			for what := range uint8(5) {
				f.Add([]byte(text), path, what)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, path string, what uint8) {
		c := change(path, what)
		if len(c.Path) == 0 || len(c.Path) > 20 {
			return
		}
		for d := range kubeyaml.Documents(text) {
			values, err := new(kubeyaml.Parser).Parse(d)
			if err != nil || len(values) != 1 || values[0].Kind != estate.Map {
				continue
			}
			made, err := changeYAML(text, values[0].Line, values[0].Column, c)
			if err != nil {
				continue
			}
			end := d.Offset + len(d.Text)
			if !bytes.HasPrefix(made, text[:d.Offset]) || !bytes.HasSuffix(made, text[end:]) {
				t.Fatalf("what stands around the document changed: %q", made)
			}
			after := d
			after.Text = made[d.Offset : len(made)-(len(text)-end)]
			again, err := new(kubeyaml.Parser).Parse(after)
			if err != nil || len(again) != 1 {
				t.Fatalf("%q can't be read: %v", after.Text, err)
			}
			want, err := applied(values[0], c.Path, c)
			if err != nil || !equal(again[0], want) {
				t.Fatalf("%s %d: %q became %q (%v)", path, what, d.Text, after.Text, err)
			}
			head, tail := outside(d.Text, after.Text)
			if gone := d.Text[head : len(d.Text)-tail]; c.Value != nil && !c.Append && bytes.Contains(gone, []byte(" #")) && !bytes.ContainsAny(gone, "'\"") {
				t.Fatalf("%s %d: the comment in %q is gone: %q", path, what, gone, after.Text)
			}
		}
	})
}

func FuzzXML(f *testing.F) {
	for _, text := range []string{
		"<domain type='kvm'>\n  <devices>\n    <disk rawio='yes'/><!-- x -->\n    <graphics type=\"vnc\" listen='0.0.0.0'></graphics>\n  </devices>\n</domain>\n",
		"<?xml version='1.0'?><domain><memoryBacking/><name>a&amp;b</name></domain>", "<network trustGuestRxFilters='yes'\r\n/>", "<domain><description><![CDATA[<a>]]></description></domain>",
		"<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><qemu:commandline><qemu:arg value='-x'/></qemu:commandline></domain>",
	} {
		for _, path := range []string{"domain.devices.disk[0].rawio", "domain.devices.graphics[0].@listen", "domain.memoryBacking.nosharepages", "network.trustGuestRxFilters", "domain.name", "domain.type"} {
			for what := range uint8(5) {
				f.Add([]byte(text), path, what)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, path string, what uint8) {
		c := change(path, what)
		made, err := XML(text, c)
		if err != nil {
			return
		}
		_, before, err := xmltree.Parse(bytes.NewReader(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		_, after, err := xmltree.Parse(bytes.NewReader(made), nil)
		if err != nil {
			t.Fatalf("%q can't be read: %v", made, err)
		}
		want, err := applied(before, c.Path[1:], c)
		if err != nil || !equal(withoutEmptyLists(after), withoutEmptyLists(want)) {
			t.Fatalf("%s %d: %q became %q (%v)", path, what, text, made, err)
		}
		head, tail := outside(text, made)
		if gone := text[head : len(text)-tail]; c.Value != nil && strings.Contains(string(gone), "<!--") {
			t.Fatalf("%s %d: the comment in %q is gone: %q", path, what, gone, made)
		}
	})
}
