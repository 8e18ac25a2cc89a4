package node

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// daemonFlags are the options of libvirt's daemons, each with its short form and whether it takes a value.
func daemonFlags() []daemonFlag {
	return []daemonFlag{
		{"--config", 'f', true},
		{"--daemon", 'd', false},
		{"--help", 'h', false},
		{"--listen", 'l', false},
		{"--pid-file", 'p', true},
		{"--timeout", 't', true},
		{"--verbose", 'v', false},
		{"--version", 'V', false},
	}
}

type daemonFlag struct {
	long       string
	short      byte
	takesValue bool
}

// daemonArguments gives a daemon's arguments in one form, whichever of getopt's forms they were written in: the long
// option, and its value as the next word ("-dl -t30" is --daemon, --listen, --timeout, 30). What is none of the daemon's
// options is replaced by its length, for nobody knows what it holds.
func daemonArguments(words []place, unread *estate.Value) *estate.Value {
	if unread != nil {
		return unread
	}
	list := estate.ListOf()
	add := func(at place, text string) {
		at.text = text
		list.Items = append(list.Items, estate.Item{Value: at.value()})
	}
	wantsValue := false
	for _, word := range words {
		found, value, ok := readFlags(word.text)
		switch {
		case wantsValue:
			add(word, word.text)
			wantsValue = false
		case !ok:
			hidden := redact.Literal(word.text)
			hidden.Source, hidden.Line, hidden.Column = word.source, int32(word.line), 1
			list.Items = append(list.Items, estate.Item{Value: hidden})
		default:
			for _, flag := range found {
				add(word, flag.long)
			}
			wantsValue = found[len(found)-1].takesValue && value == ""
			if value != "" {
				add(word, value)
			}
		}
	}
	return list
}

// readFlags reads one word's options and the value that it ends with, if any. ok is false where it is none.
func readFlags(word string) (found []daemonFlag, value string, ok bool) {
	if strings.HasPrefix(word, "--") {
		name, value, _ := strings.Cut(word, "=")
		for _, flag := range daemonFlags() {
			if flag.long == name {
				return []daemonFlag{flag}, value, true
			}
			if len(name) > len("--") && strings.HasPrefix(flag.long, name) { // getopt knows shortened names
				found = append(found, flag)
			}
		}
		return found, value, len(found) == 1
	}
	if len(word) < 2 || word[0] != '-' {
		return nil, "", false
	}
	for i := 1; i < len(word); i++ {
		flag, known := shortFlag(word[i])
		if !known {
			return nil, "", false
		}
		found = append(found, flag)
		if flag.takesValue {
			return found, word[i+1:], true
		}
	}
	return found, "", true
}

func shortFlag(c byte) (daemonFlag, bool) {
	for _, flag := range daemonFlags() {
		if flag.short == c {
			return flag, true
		}
	}
	return daemonFlag{}, false
}
