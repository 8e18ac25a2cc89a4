# METADATA
# title: Guests must not share a clipboard or files by SPICE
# description: >-
#   Where the guest has SPICE's agent channel, whoever opens its console shares their clipboard with the guest and
#   drops files into it: what they copied elsewhere, passwords included, is the guest's to read. Both are on unless
#   clipboard copypaste='no' and filetransfer enable='no' say otherwise. Acceptable on a desktop of the viewer's
#   own.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#graphical-framebuffers
#     description: The graphics element
# custom:
#   severity: low
#   subject: libvirt/graphics
#   wall: identity
#   dimension: security
#   remediation: Set clipboard copypaste='no' and filetransfer enable='no', or remove the spicevmc channel.
#   fix: [{expected: true}]
#   frameworks:
#     bsi-sys-1.5: [A3, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-4]
package bulkhead.libvirt.spice_clipboard_shared

deny contains {
	"path": ["graphics", "clipboard", "copypaste"],
	"message": "shares its viewer's clipboard with the guest",
	"expected": "no",
} if {
	_has_agent
	not input.graphics.clipboard.copypaste == "no"
}

deny contains {
	"path": ["graphics", "filetransfer", "enable"],
	"message": "takes files from its viewer into the guest",
	"expected": "no",
} if {
	_has_agent
	not input.graphics.filetransfer.enable == "no"
}

notapplicable if not _has_agent

# Only through the agent's channel do these reach the guest. Its name is the default.
_has_agent if {
	input.graphics.type == "spice"
	some channel in input.domain.devices.channel
	channel.type == "spicevmc"
	object.get(channel, ["target", "name"], "com.redhat.spice.0") == "com.redhat.spice.0"
}
