# METADATA
# title: A drive of the host is the guest's to write
# description: >-
#   What the guest writes to a whole drive of the host, the host reads at its next start or scan.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {to: host, cost: none}
package bulkhead.edges.libvirt.host_drive

import data.bulkhead.libvirt.host_block_device

deny := host_block_device.deny
