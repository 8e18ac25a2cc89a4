package relate

import (
	"path"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// These facts say of a guest what many guests have in common: the directory of an image instead of its name, what kind of display it has
// and not its port. A control that reads them is asked once for all such guests, and not once for each.

// diskFacts are where the disk's source is.
func diskFacts(disk *estate.Value) subject.Root {
	file, device := disk.At("source", "file"), disk.At("source", "dev")
	var node *estate.Value
	if name := path.Clean(device.Str()); device.Unknown() || kernelNamed(name) {
		node = device
		if !device.Unknown() {
			node = estate.Text(name)
		}
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(
		estate.Item{Key: "directory", Value: directory(file)},
		estate.Item{Key: "device", Value: node},
	)}
}

// directory is the one that a file is in, whether its path is given cleanly or not.
func directory(file *estate.Value) *estate.Value {
	switch {
	case file.Unknown():
		return file
	case file.Str() == "":
		return nil
	}
	return estate.Text(path.Dir(path.Clean(file.Str())))
}

// kernelNamed says that the kernel or udev named a device, and no volume manager did: it lies in /dev itself or below /dev/disk.
func kernelNamed(name string) bool {
	return path.Dir(name) == "/dev" || strings.HasPrefix(name, "/dev/disk/")
}

// graphicsFacts say whether a graphics server has a port: one given, one to be chosen, or none.
func graphicsFacts(graphics *estate.Value) subject.Root {
	has := graphics.Get("port")
	if has != nil && !has.Unknown() {
		has = estate.Bool(has.Str() != "0")
	}
	return subject.Root{Name: "facts", Value: estate.MapOf(estate.Item{Key: "port", Value: has})}
}

// displays are a domain's graphics elements without what differs between all guests, such as ports.
func displays(document *estate.Value) *estate.Value {
	list := document.At("devices", "graphics")
	if list == nil || list.Kind != estate.List {
		return list
	}
	kinds := make([]*estate.Value, len(list.Items))
	for i, item := range list.Items {
		kinds[i] = item.Value
		if item.Value.Kind == estate.Map {
			kinds[i] = estate.MapOf(
				estate.Item{Key: "type", Value: item.Value.Get("type")},
				estate.Item{Key: "gl", Value: item.Value.Get("gl")},
			)
		}
	}
	return estate.ListOf(kinds...)
}

// interfaces counts a domain's interfaces. It is nil where there is none.
func interfaces(document *estate.Value) *estate.Value {
	list := document.At("devices", "interface")
	if list == nil || list.Unknown() {
		return list
	}
	return counted(len(list.Elements()))
}

// scsiDisks counts a domain's disks on a SCSI bus. It is nil where there is none.
func scsiDisks(document *estate.Value) *estate.Value {
	list := document.At("devices", "disk")
	if list.Unknown() {
		return list
	}
	n := 0
	for _, item := range list.Elements() {
		bus := item.Value.At("target", "bus")
		if bus.Unknown() {
			return bus
		}
		if bus.Str() == "scsi" {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return counted(n)
}
