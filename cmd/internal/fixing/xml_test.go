package fixing

import (
	"testing"

	"bulkhead/audit/estate"
)

func TestXML(t *testing.T) {
	local, empty := estate.Text("127.0.0.1"), estate.MapOf()
	wrap := func(devices string) string {
		return "<domain type='kvm'>\n  <devices>\n" + devices + "  </devices>\n</domain>\n"
	}
	for name, test := range map[string]struct {
		before, path string
		value        *estate.Value // nil: remove
		after        string        // empty: refused
	}{
		"an attribute": {
			wrap("    <graphics type=\"vnc\"\n              listen = \"0.0.0.0\" ><!-- why -->\n    </graphics>\n"), "domain.devices.graphics[0].@listen", local,
			wrap("    <graphics type=\"vnc\"\n              listen = \"127.0.0.1\" ><!-- why -->\n    </graphics>\n"),
		},
		"of the second element": {
			wrap("    <disk rawio='yes'/>\n    <disk rawio='yes'/>\n"), "domain.devices.disk[1].rawio", estate.Text("no"),
			wrap("    <disk rawio='yes'/>\n    <disk rawio='no'/>\n"),
		},
		"with what is syntax": {
			wrap("    <disk rawio='yes'/>\n"), "domain.devices.disk[0].rawio", estate.Text("a'b&<c>"),
			wrap("    <disk rawio='a&apos;b&amp;&lt;c&gt;'/>\n"),
		},
		"absent attribute": {
			wrap("    <interface type=\"bridge\"/>\n"), "domain.devices.interface[0].trustGuestRxFilters", estate.Text("no"),
			wrap("    <interface type=\"bridge\" trustGuestRxFilters=\"no\"/>\n"),
		},
		"absent element": {
			"<domain>\n\t<name>x</name>\n\t<memoryBacking/>\n</domain>\n", "domain.memoryBacking.nosharepages", empty,
			"<domain>\n\t<name>x</name>\n\t<memoryBacking>\n\t\t<nosharepages/>\n\t</memoryBacking>\n</domain>\n",
		},
		"absent elements": {
			"<domain>\r\n    <name>x</name>\r\n</domain>", "domain.memoryBacking.nosharepages", empty,
			"<domain>\r\n    <name>x</name>\r\n    <memoryBacking>\r\n        <nosharepages/>\r\n    </memoryBacking>\r\n</domain>",
		},
		"all on one line": {
			"<domain><name>x</name></domain>", "domain.memoryBacking.nosharepages", empty,
			"<domain><name>x</name>\n  <memoryBacking>\n    <nosharepages/>\n  </memoryBacking>\n</domain>",
		},
		"empty element": {
			"<domain><name>x</name><memoryBacking></memoryBacking></domain>", "domain.memoryBacking.nosharepages", empty,
			"<domain><name>x</name><memoryBacking>\n  <nosharepages/>\n</memoryBacking></domain>",
		},
		"remove an attribute": {
			wrap("    <disk type='file'\n          rawio='yes' device='disk'/>\n"), "domain.devices.disk[0].rawio", nil,
			wrap("    <disk type='file' device='disk'/>\n"),
		},
		"remove an element": {
			wrap("    <disk><!-- a -->\n      <readonly/>\n    </disk>\n"), "domain.devices.disk[0].readonly", nil,
			wrap("    <disk><!-- a -->\n    </disk>\n"),
		},
		"a document type":        {"<!DOCTYPE x [<!ENTITY y 'z'>]><domain/>", "domain.memoryBacking.nosharepages", empty, ""},
		"an element given twice": {"<domain><cpu/><cpu/></domain>", "domain.cpu.mode", estate.Text("x"), ""},
		"a comment with a tag": {
			"<domain><!-- <memoryBacking/> --><name>x</name></domain>", "domain.name", estate.Text("y"),
			"<domain><!-- <memoryBacking/> --><name>y</name></domain>",
		},
		"character data":   {"<domain><description><![CDATA[<name>x</name>]]></description></domain>", "domain.type", estate.Text("kvm"), "<domain type='kvm'><description><![CDATA[<name>x</name>]]></description></domain>"},
		"another document": {"<network/>", "domain.type", estate.Text("kvm"), ""},
	} {
		made, err := XML([]byte(test.before), Change{Path: steps(test.path), Value: test.value})
		switch {
		case test.after == "" && err == nil:
			t.Errorf("%s: not refused, but %q", name, made)
		case test.after != "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case string(made) != test.after:
			t.Errorf("%s:\n%s\nwant\n%s", name, made, test.after)
		}
	}
}
