# METADATA
# title: A subject that was not read
# description: >-
#   A domain whose XML could not be read, or a device that libvirt's documents give in a way that tells nothing. Controls with an
#   unknown rule of their own are asked all the same, and add these gaps to it.
# scope: package
package bulkhead.lib.libvirt.subject

# METADATA
# description: Elements for an unknown rule, one for each of the subject's own roots that is not known.
# scope: document
gaps contains {"path": ["chardev"], "message": input.chardev.why, "reason": input.chardev.unknown}

gaps contains {"path": ["disk"], "message": input.disk.why, "reason": input.disk.unknown}

gaps contains {"path": ["domain"], "message": input.domain.why, "reason": input.domain.unknown}

gaps contains {"path": ["filesystem"], "message": input.filesystem.why, "reason": input.filesystem.unknown}

gaps contains {"path": ["graphics"], "message": input.graphics.why, "reason": input.graphics.unknown}

gaps contains {"path": ["hostdev"], "message": input.hostdev.why, "reason": input.hostdev.unknown}

gaps contains {"path": ["interface"], "message": input.interface.why, "reason": input.interface.unknown}

gaps contains {"path": ["volume"], "message": input.volume.why, "reason": input.volume.unknown}

# METADATA
# description: >-
#   Elements for an unknown rule, where a connection did not say what runs. A file holds no state, and there the definition
#   is judged.
# scope: document
state_gaps contains {"path": ["state"], "message": input.state.why, "reason": "unread"} if input.state.unknown == "unread"
