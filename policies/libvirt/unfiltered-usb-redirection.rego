# METADATA
# title: Redirected USB devices must be filtered
# description: >-
#   With a redirdev, whoever watches the guest's console plugs devices of their own into the guest. Without a
#   redirfilter any device may come: storage to carry data off, a keyboard to type as the guest's user, and input
#   for QEMU's parser that no real device would send. With one, what no rule allows is refused.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#redirected-devices
#     description: The redirdev element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: security
#   remediation: Add a redirfilter that names the devices allowed, or remove the redirdev.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, cm-7]
package bulkhead.libvirt.unfiltered_usb_redirection

deny contains {
	"path": ["domain", "devices", "redirfilter"],
	"message": "takes any USB device that is redirected to it",
} if {
	count(input.domain.devices.redirdev) > 0
	not _filtered
}

notapplicable if not _redirects

_redirects if count(input.domain.devices.redirdev) > 0

# The first rule that matches counts. A filter whose first rule allows everything is none.
_filtered if {
	some filter in input.domain.devices.redirfilter
	rules := object.get(filter, "usbdev", [])
	count(rules) > 0
	not _allows_all(rules[0])
}

_allows_all(rule) if {
	rule.allow == "yes"
	every name in ["class", "product", "vendor", "version"] {
		object.get(rule, name, "-1") == "-1"
	}
}
