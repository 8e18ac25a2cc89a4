package bulkhead.libvirt.secure_boot_off_test

import data.bulkhead.libvirt.secure_boot_off as control

_os(fields) := {
	"type": "kvm",
	"os": object.union({"type": {"arch": "x86_64", "machine": "pc-q35-7.2", "#text": "hvm"}}, fields),
}

_loader(fields) := {"loader": object.union({"#text": "/usr/share/OVMF/OVMF_CODE.fd", "type": "pflash"}, fields)}

_efi(features) := {"@firmware": "efi", "firmware": {"feature": [{"name": name, "enabled": on} | some name, on in features]}}

_feature(message) := {{
	"path": ["domain", "os", "firmware", "feature", 0, "enabled"],
	"message": message,
	"expected": "yes",
}}

_insecure := {{
	"path": ["domain", "os", "loader", "secure"],
	"message": "boots with firmware that checks no signatures",
	"expected": "yes",
}}

test_bios[note] if {
	some note, fields in {
		"absent": {},
		"said": {"@firmware": "bios"},
		"a loader without a type, which is rom": {"loader": {"#text": "/usr/share/seabios/bios.bin", "secure": "yes"}},
		"a BIOS of its own": {"loader": {"#text": "/usr/share/seabios/bios.bin", "type": "rom"}},
		"architecture absent": {"type": {"#text": "hvm"}},
		"boot device alone": {"boot": [{"dev": "hd"}]},
	}
	control.deny == {{
		"path": ["domain", "os", "@firmware"],
		"message": "boots with BIOS, which checks no signatures",
		"expected": "efi",
	}} with input.domain as _os(fields)
}

test_insecure_loader[note] if {
	some note, fields in {
		"absent": _loader({}),
		"no": _loader({"secure": "no"}),
		"chosen by libvirt": object.union({"@firmware": "efi"}, _loader({})),
		"asked to be insecure": {"@firmware": "efi", "loader": {"secure": "no"}},
	}
	control.deny == _insecure with input.domain as _os(fields)
	control.unknown == set() with input.domain as _os(fields)
}

test_without_keys if {
	fields := object.union(_efi({"enrolled-keys": "no", "secure-boot": "yes"}), _loader({"secure": "yes"}))
	control.deny == _feature("boots with firmware that has no keys to check signatures with") with input.domain as _os(fields)
}

test_feature_off if {
	denied := _insecure | _feature("boots with firmware whose Secure Boot is off")
	control.deny == denied with input.domain as _os(_efi({"secure-boot": "no"}))
}

test_pass[note] if {
	some note, fields in {
		"asked for": _efi({"enrolled-keys": "yes", "secure-boot": "yes"}),
		"asked for, keys not said": _efi({"secure-boot": "yes"}),
		"secure loader": _loader({"secure": "yes"}),
		"any secure loader": {"@firmware": "efi", "loader": {"secure": "yes"}},
		"ARM": object.union(_efi({"secure-boot": "yes"}), {"type": {"arch": "aarch64", "#text": "hvm"}}),
	}
	control.deny == set() with input.domain as _os(fields)
	control.unknown == set() with input.domain as _os(fields)
	not control.notapplicable with input.domain as _os(fields)
}

test_left_to_the_host if {
	control.deny == set() with input.domain as _os({"@firmware": "efi"})
	control.unknown == {{
		"path": ["domain", "os", "@firmware"],
		"message": "boots with UEFI of the host's choice, and does not ask for Secure Boot",
		"reason": "not-in-input",
	}} with input.domain as _os({"@firmware": "efi"})
}

test_not_read[key] if {
	some key in ["type", "loader", "firmware"]
	domain := {"os": object.union({"type": {"#text": "hvm"}}, {key: {"unknown": "unread", "why": "given twice"}})}
	control.deny == set() with input.domain as domain
	control.unknown == {{
		"path": ["domain", "os", key],
		"message": "given twice",
		"reason": "unread",
	}} with input.domain as domain
}

test_not_read_at_all if {
	domain := {"os": {"unknown": "unread", "why": "given twice"}}
	control.unknown == {{
		"path": ["domain", "os"],
		"message": "given twice",
		"reason": "unread",
	}} with input.domain as domain
}

test_not_applicable[note] if {
	some note, type in {
		"container": {"#text": "exe"},
		"paravirtual": {"#text": "xen"},
		"mainframe": {"arch": "s390x", "#text": "hvm"},
	}
	control.notapplicable with input.domain as {"os": {"type": type}}
	control.deny == set() with input.domain as {"os": {"type": type}}
}
