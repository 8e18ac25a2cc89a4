# METADATA
# title: Permissions of files
# description: What a mode in octal digits, as libvirt prints it, gives to users that are neither owner nor in the group.
# scope: package
package bulkhead.lib.libvirt.mode

# METADATA
# description: Every user may read the file, or list the directory.
# scope: document
others_read(mode) if regex.match(`^[0-7]*[4567]$`, mode)

# METADATA
# description: Every user may write to it.
# scope: document
others_write(mode) if regex.match(`^[0-7]*[2367]$`, mode)

# METADATA
# description: Every user may enter the directory.
# scope: document
others_enter(mode) if regex.match(`^[0-7]*[1357]$`, mode)
