# METADATA
# title: A guest rules over a device of others
# description: >-
#   The physical function of a device configures the virtual functions that others have, and its firmware. What that
#   firmware does is not for the IOMMU to see.
# scope: package
# custom:
#   subject: libvirt/hostdev
#   edge: {to: host, cost: hardware, caps: 4}
package bulkhead.edges.libvirt.physical_function

import data.bulkhead.libvirt.physical_function_passthrough

deny := physical_function_passthrough.deny

notapplicable if physical_function_passthrough.notapplicable
