# METADATA
# title: Images must not be backed by files of the host or by the Web
# description: >-
#   An image's header names the file that holds what the image does not. Whoever made the image chose it: with
#   /etc/shadow there, the guest reads the host's passwords, and with a URL, what the guest reads comes from
#   somebody's server. QEMU follows the name when the guest starts.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/secureusage.html
#     description: Secure usage of libvirt
#   - ref: https://libvirt.org/formatstorage.html
#     description: Storage pools and volumes
# custom:
#   severity: high
#   subject: libvirt/volume
#   wall: storage
#   dimension: security
#   remediation: >-
#     Discard the image, or give it a backing file by qemu-img rebase. Let tenants upload no images with a backing
#     file.
#   frameworks:
#     bsi-sys-1.5: [A3]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, si-7]
package bulkhead.libvirt.volume_backed_by_host_file

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["volume", "backingStore", "path"],
	"message": "reads what it lacks from a file of the host",
} if {
	_of_the_host(paths.clean(input.volume.backingStore.path))
}

deny contains {
	"path": ["volume", "backingStore", "path"],
	"message": "reads what it lacks from the Web",
} if {
	regex.match(`(?i)^(https?|ftps?|ssh)://`, input.volume.backingStore.path)
}

# An image of this format may name a server of its own.
deny contains {
	"path": ["volume", "backingStore", "path"],
	"message": "says by QEMU's own words where to read what it lacks",
} if {
	regex.match(`(?i)^(json|fat|fd):`, input.volume.backingStore.path)
}

notapplicable if not input.volume.backingStore

_of_the_host(path) if regex.match(`^/(bin|boot|etc|lib(32|64|x32)?|proc|root|run|sbin|sys|usr)(/|$)`, path)

_of_the_host(path) if regex.match(`^/var/(cache|log|spool)(/|$)`, path)

_of_the_host(path) if regex.match(`^/dev/((h|s|v|xv)d[a-z]+|nvme[0-9]+n[0-9]+|mem|kmem|port)$`, path)
