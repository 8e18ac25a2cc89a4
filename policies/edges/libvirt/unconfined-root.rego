# METADATA
# title: QEMU is root and nothing confines it
# description: >-
#   Where QEMU runs as root and no SELinux or AppArmor label cages it, who breaks QEMU owns the host; isolation's
#   ladder counts that as no wall, since the configuration itself gave it away.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.unconfined_root

import data.bulkhead.lib.libvirt.mac
import data.bulkhead.libvirt.domain_unconfined
import data.bulkhead.libvirt.emulator_as_root

deny contains hit if {
	_uncaged
	some hit in emulator_as_root.deny
}

# Both must be known to be so; either alone is not enough.
unknown contains gap if {
	_perhaps_uncaged
	some gap in emulator_as_root.unknown
}

unknown contains gap if {
	count(emulator_as_root.deny) > 0
	not _uncaged
	some gap in domain_unconfined.unknown
}

notapplicable if emulator_as_root.notapplicable

_uncaged if count(domain_unconfined.deny) > 0

_uncaged if {
	count(mac.host_gaps) == 0
	count(mac.host_models) == 0
}

_perhaps_uncaged if _uncaged

_perhaps_uncaged if count(domain_unconfined.unknown) > 0
