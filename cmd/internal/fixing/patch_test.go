package fixing

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	jsonpatch "gopkg.in/evanphx/json-patch.v4"

	"bulkhead/audit/estate"
	"bulkhead/collectors/libvirt/xmltree"
)

func decoded(t *testing.T, text string) *estate.Value {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The API server's own library makes of a patch what the changes make of the object.
func TestJSONPatches(t *testing.T) {
	const object = `{"metadata": {"annotations": {"a/b~c": "x"}}, "spec": {"containers": [{"name": "a", "image": "i"},
		{"name": "b", "securityContext": {"capabilities": {"add": ["X"], "drop": ["A"]}, "privileged": true}, "env": null}]}}`
	all := []Change{
		{Path: steps("spec.containers[0].securityContext.privileged"), Value: estate.Bool(false)},
		{Path: steps("spec.containers[0].securityContext.capabilities.drop"), Value: estate.Text("ALL"), Append: true},
		{Path: steps("spec.containers[0].securityContext.runAsNonRoot"), Value: estate.Bool(true)},
		{Path: steps("spec.containers[1].securityContext.privileged"), Value: estate.Bool(false)},
		{Path: steps("spec.containers[1].securityContext.capabilities.drop"), Value: estate.Text("ALL"), Append: true},
		{Path: steps("spec.containers[1].securityContext.capabilities.add[0]")},
		{Path: steps("spec.containers[1].env.x"), Value: estate.Text("y")},
		{Path: []any{"metadata", "annotations", "a/b~c"}},
		{Path: steps("spec.hostPID")},
		{Path: steps("spec.containers[1].securityContext.privileged"), Value: estate.Bool(false)},
	}
	v := decoded(t, object)
	want := v
	for _, c := range all {
		if changed, err := applied(want, c.Path, c); err == nil {
			want = changed
		}
	}
	operations, err := jsonPatch(v, []*Proposal{{Changes: all}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(operations)
	if err != nil {
		t.Fatal(err)
	}
	patch, err := jsonpatch.DecodePatch(text)
	if err != nil {
		t.Fatal(err)
	}
	made, err := patch.Apply([]byte(object))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if got := decoded(t, string(made)); !equal(got, want) {
		t.Errorf("%s\nmakes %s\nwant %s", text, made, estate.AppendJSON(nil, want))
	}
	if _, err := patch.Apply([]byte(strings.Replace(object, `"name": "b"`, `"name": "c"`, 1))); err == nil {
		t.Error("the patch changes another container")
	}
}

// virt-xml makes of its options what the changes make of the document.
func TestOptionsOfVirtXML(t *testing.T) {
	const domain = `<domain type='kvm'><name>fix-options</name><memory>1048576</memory><os><type>hvm</type></os><devices>
		<disk type='file' device='disk' rawio='yes'><driver name='qemu' cache='unsafe'/><source file='/x'/><target dev='vda'/></disk>
		<graphics type='vnc' listen='0.0.0.0'><listen type='address' address='0.0.0.0'/></graphics>
		<interface type='bridge'><source bridge='br0'/></interface></devices></domain>`
	_, v, err := xmltree.Parse(strings.NewReader(domain), nil)
	if err != nil {
		t.Fatal(err)
	}
	object := estate.MapOf(estate.Item{Key: "domain", Value: v})
	for _, c := range []Change{
		{Path: steps("domain.devices.disk[0].rawio"), Value: estate.Text("no")},
		{Path: steps("domain.devices.disk[0].driver.cache")},
		{Path: steps("domain.devices.graphics[0].@listen"), Value: estate.Text("127.0.0.1")},
		{Path: steps("domain.devices.graphics[0].listen[0].address"), Value: estate.Text("127.0.0.1")},
		{Path: steps("domain.devices.graphics[0].clipboard.copypaste"), Value: estate.Text("no")},
		{Path: steps("domain.devices.interface[0].filterref.filter"), Value: estate.Text("clean-traffic")},
		{Path: steps("domain.memoryBacking.nosharepages"), Value: estate.MapOf()},
	} {
		option := xpath(object, c)
		call := exec.Command("virt-xml", "--edit", "--xml", option)
		call.Stdin = strings.NewReader(domain)
		made, err := call.Output()
		if err != nil {
			t.Fatalf("virt-xml --edit --xml %s: %v (make components installs it)", option, err)
		}
		_, got, err := xmltree.Parse(strings.NewReader(string(made)), nil)
		if err != nil {
			t.Fatal(err)
		}
		want, err := applied(object, c.Path, c)
		if err != nil || !equal(withoutEmptyLists(got), withoutEmptyLists(want.Get("domain"))) {
			t.Errorf("%s: virt-xml makes %s (%v)", option, made, err)
		}
	}
}

func TestShellWords(t *testing.T) {
	const word = `a'b $(c) "d"`
	said, err := exec.Command("sh", "-c", shell([]string{"printf", "%s|", "plain/x", word, ""})).Output()
	if err != nil || string(said) != "plain/x|"+word+"||" {
		t.Errorf("the shell says %q, %v", said, err)
	}
}
