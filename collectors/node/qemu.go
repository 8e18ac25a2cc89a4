package node

import (
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// optionWords are the words of QEMU's command line, each option with one dash. It takes two as well.
func optionWords(c *commandLine) []string {
	words := make([]string, 0, len(c.words))
	for _, word := range c.words[1:] {
		text := word.text
		if strings.HasPrefix(text, "--") {
			text = text[1:]
		}
		words = append(words, text)
	}
	return words
}

// lastOption is the value of an option's last occurrence.
func lastOption(words []string, option string) string {
	for i := len(words) - 2; i >= 0; i-- {
		if words[i] == option {
			return words[i+1]
		}
	}
	return ""
}

// options reads QEMU's "first,key=value,flag", where implied is the key of the first; two commas stand for one in a value.
func options(text, implied string) map[string]string {
	const comma = "\x00" // no argument holds it
	all := map[string]string{}
	for i, part := range strings.Split(strings.ReplaceAll(text, ",,", comma), ",") {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			key, value = part, "on"
			if i == 0 {
				key, value = implied, part
			}
		}
		all[key] = strings.ReplaceAll(value, comma, ",")
	}
	return all
}

// sandboxed says that QEMU was told to enter its seccomp sandbox. Of several options one is enough: QEMU obeys each in turn, and there is no
// way back.
func sandboxed(words []string) bool {
	for i := 0; i+1 < len(words); i++ {
		if words[i] == "-sandbox" {
			switch options(words[i+1], "enable")["enable"] {
			case "on", "yes", "true", "y":
				return true
			}
		}
	}
	return false
}

// monitors lists the ways beside libvirt's own to give QEMU orders: {what, transport, address}. What is "monitor" or "gdb"; transport "tcp",
// "unix" or another kind of QEMU's character devices; the address is TCP's.
func monitors(words []string) *estate.Value {
	list := estate.ListOf()
	add := func(what, transport, address string) {
		v := estate.MapOf(estate.Item{Key: "what", Value: estate.Text(what)}, estate.Item{Key: "transport", Value: estate.Text(transport)})
		if transport == "tcp" {
			v.Items = append(v.Items, estate.Item{Key: "address", Value: estate.Text(address)})
		}
		list.Items = append(list.Items, estate.Item{Value: v})
	}
	for i, word := range words {
		value := ""
		if i+1 < len(words) {
			value = words[i+1]
		}
		switch word {
		case "-monitor", "-qmp", "-qmp-pretty", "-gdb":
			if value == "none" || value == "null" {
				continue
			}
			transport, address := legacyChardev(words, value)
			add(map[bool]string{true: "gdb", false: "monitor"}[word == "-gdb"], transport, address)
		case "-serial", "-parallel":
			if shared, ok := strings.CutPrefix(value, "mon:"); ok {
				transport, address := legacyChardev(words, shared)
				add("monitor", transport, address)
			}
		case "-s":
			add("gdb", "tcp", "")
		case "-mon":
			id := options(value, "chardev")["chardev"]
			if id == "charmonitor" {
				continue // libvirt's own, over a socket that it handed in
			}
			transport, address := namedChardev(words, id)
			add("monitor", transport, address)
		}
	}
	return list
}

// legacyChardev reads "tcp:host:port,server=on", "unix:path", "pty".
func legacyChardev(words []string, text string) (transport, address string) {
	kind, rest, _ := strings.Cut(text, ":")
	kind, _, _ = strings.Cut(kind, ",")
	switch kind {
	case "tcp", "telnet", "websocket":
		first, _, _ := strings.Cut(rest, ",")
		if i := strings.LastIndexByte(first, ':'); i >= 0 {
			address = first[:i]
		}
		return "tcp", address
	case "chardev":
		return namedChardev(words, rest)
	}
	return kind, ""
}

// namedChardev finds a character device by its id.
func namedChardev(words []string, id string) (transport, address string) {
	for i := 0; i+1 < len(words); i++ {
		if words[i] != "-chardev" {
			continue
		}
		o := options(words[i+1], "backend")
		switch {
		case o["id"] != id:
		case o["backend"] == "socket" && o["port"] != "":
			return "tcp", o["host"]
		case o["backend"] == "socket":
			return "unix", ""
		default:
			return o["backend"], ""
		}
	}
	return "other", ""
}

// id is a number of the kernel's for a user or group.
func id(text string) uint32 {
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return ^uint32(0)
	}
	return uint32(n)
}

// unique drops what a list of texts has already.
func unique(list *estate.Value) *estate.Value {
	var kept []*estate.Value
	for _, item := range list.Items {
		if !slices.ContainsFunc(kept, func(v *estate.Value) bool { return v.Text == item.Value.Text }) {
			kept = append(kept, item.Value)
		}
	}
	return estate.ListOf(kept...)
}
