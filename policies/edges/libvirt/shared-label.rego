# METADATA
# title: A label that is shared opens the process
# description: >-
#   Whoever holds a process with the guest's own label reaches the guest's process and its files.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {from: label, to: vmm, cost: none}
package bulkhead.edges.libvirt.shared_label

import data.bulkhead.edges.libvirt.labelled_alike

deny := labelled_alike.deny
