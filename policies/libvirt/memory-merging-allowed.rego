# METADATA
# title: Guests' memory must not be merged with others'
# description: >-
#   Where the host's kernel merges equal pages (KSM), a guest can tell by timing which pages another has, and flip bits of
#   pages it shares. nosharepages keeps a guest out of that; absent, its memory may be merged. Huge pages and memory that is
#   shared with a device process are never merged. Where the host's KSM is not known, this is of low severity.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#memory-backing
#     description: The memoryBacking element
#   - ref: https://docs.kernel.org/admin-guide/mm/ksm.html
#     description: Kernel samepage merging
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: isolation
#   remediation: Add nosharepages to memoryBacking, or switch KSM off on the host.
#   fix: [{path: [domain, memoryBacking, nosharepages], set: {}}]
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.memory_merging_allowed

import data.bulkhead.lib.libvirt.domain
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["domain", "memoryBacking", "nosharepages"],
	"message": "lets the host merge its memory with other guests', and the host does so",
} if {
	_mergeable
	input.machine.kernel.ksm.run == "1"
}

deny contains {
	"path": ["domain", "memoryBacking", "nosharepages"],
	"message": "lets the host merge its memory with other guests'; whether the host does so is not known",
	"severity": "low",
} if {
	_mergeable
	not _setting_known
	not _kernel_without_ksm
}

# The guest allows it whatever the host does; what is not known of the host leaves only the severity open.
unknown contains gap if some gap in subject.gaps

unknown contains gap if {
	not input.domain.memoryBacking.nosharepages
	some gap in _gaps
}

_gaps contains unknown_value.verdict(["domain", "cpu"], input.domain.cpu)

_gaps contains unknown_value.verdict(["domain", "cpu", "numa"], input.domain.cpu.numa)

_gaps contains unknown_value.verdict(["domain", "memoryBacking"], input.domain.memoryBacking)

_gaps contains unknown_value.verdict(["domain", "memoryBacking", "access"], input.domain.memoryBacking.access)

_gaps contains unknown_value.verdict(["domain", "memoryBacking", "hugepages"], input.domain.memoryBacking.hugepages)

notapplicable if not domain.runs_in_qemu

_mergeable if {
	domain.runs_in_qemu
	count(_gaps) == 0
	not input.domain.memoryBacking.nosharepages
	not _huge
	not _shared
}

_huge if {
	input.domain.memoryBacking.hugepages
	not _some_nodes_only
}

_some_nodes_only if {
	some page in input.domain.memoryBacking.hugepages.page
	page.nodeset
}

# libvirt takes pages of the processor's own size for no huge pages.
_some_nodes_only if {
	some page in input.domain.memoryBacking.hugepages.page
	[page.size, object.get(page, "unit", "KiB")] in {["4", "KiB"], ["4096", "b"], ["4096", "bytes"]}
}

# Shared memory is never merged. Cells of guest NUMA say it for themselves.
_shared if {
	_shared_by_default
	not _private_cell
}

_shared if {
	count(_cells) > 0
	every cell in _cells {
		cell.memAccess == "shared"
	}
}

_shared_by_default if input.domain.memoryBacking.access.mode == "shared"

_private_cell if {
	some cell in _cells
	cell.memAccess == "private"
}

_cells := input.domain.cpu.numa.cell

# The marks are asked for, so that the engine knows that this was seen to.
_setting_known if {
	not input.machine.unknown
	not input.machine.kernel.unknown
	not input.machine.kernel.ksm.unknown
	is_string(input.machine.kernel.ksm.run)
}

_kernel_without_ksm if {
	input.machine.kernel.release
	not input.machine.kernel.ksm
}
