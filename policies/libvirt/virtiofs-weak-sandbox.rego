# METADATA
# title: virtiofsd must run in its own namespaces
# description: >-
#   virtiofsd serves the guest's file requests, as root where libvirt runs as a system service. By default it has
#   mount, network and process namespaces of its own; with sandbox mode chroot it has only the changed root, which a
#   process of root's leaves. A daemon that libvirt did not start has a sandbox that no document of libvirt's shows.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#filesystems
#     description: The filesystem element
# custom:
#   severity: medium
#   subject: libvirt/filesystem
#   wall: kernel
#   dimension: isolation
#   remediation: Remove the binary's sandbox element, or set its mode to namespace.
#   fix: [{expected: true}]
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.virtiofs_weak_sandbox

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["filesystem", "binary", "sandbox", "mode"],
	"message": "is served by a virtiofsd in a chroot alone, without namespaces",
	"expected": "namespace",
} if {
	_virtiofs
	input.filesystem.binary.sandbox.mode == "chroot"
}

unknown contains {
	"path": ["filesystem", "source", "socket"],
	"message": "is served by a virtiofsd that libvirt did not start, so its sandbox is not known",
	"reason": "not-in-input",
} if {
	_virtiofs
	input.filesystem.source.socket != ""
}

unknown contains gap if some gap in subject.gaps

unknown contains unknown_value.verdict(["filesystem", "binary"], input.filesystem.binary)

unknown contains unknown_value.verdict(["filesystem", "binary", "sandbox"], input.filesystem.binary.sandbox)

unknown contains unknown_value.verdict(["filesystem", "driver"], input.filesystem.driver)

unknown contains unknown_value.verdict(["filesystem", "source"], input.filesystem.source)

notapplicable if not _virtiofs

_virtiofs if input.filesystem.driver.type == "virtiofs"
