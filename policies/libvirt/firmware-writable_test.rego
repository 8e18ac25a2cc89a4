package bulkhead.libvirt.firmware_writable_test

import data.bulkhead.libvirt.firmware_writable as control

_loader(fields) := {"loader": object.union({"type": "pflash", "#text": "/usr/share/OVMF/OVMF_CODE.fd"}, fields)}

test_fail[note] if {
	some note, os in {"absent": _loader({}), "no": _loader({"readonly": "no"})}
	control.deny == {{
		"path": ["domain", "os", "loader", "readonly"],
		"message": "may write the image of its firmware",
		"expected": "yes",
	}} with input.domain.os as os
}

test_pass[note] if {
	some note, os in {
		"read-only": _loader({"readonly": "yes"}),
		"libvirt's choice": {"@firmware": "efi", "loader": {"secure": "yes"}},
		"near miss: a ROM": _loader({"type": "rom"}),
		"no loader": {"type": {"#text": "hvm"}},
	}
	control.deny == set() with input.domain.os as os
}
