package kubeyaml

import "bulkhead/audit/estate"

// blockScalar reads a literal or folded block scalar.
func (b *blockReader) blockScalar(indent int) (*estate.Value, bool) {
	v := b.here(estate.String)
	folded := b.text[b.at] == '>'
	b.at++
	chomp, margin := b.blockHeader(indent)
	if !b.atRest() {
		return nil, false
	}
	b.scratch = b.scratch[:0]
	// What is between the last line of text and the current one: blank lines, and whether the last started with white space.
	blank, first, inset := 0, true, false
	for b.next < len(b.text) {
		before := *b
		b.enterLine(b.next)
		for b.at = b.start; b.at < b.end && b.text[b.at] == ' '; {
			b.at++
		}
		spaces := b.at - b.start
		if b.at == b.end && (margin == 0 || spaces <= margin) {
			if margin == 0 && spaces > indent {
				return nil, false // blanks before the first line may set the margin
			}
			blank++
			continue
		}
		if margin == 0 {
			if margin = spaces; margin <= indent || b.text[b.at] == '\t' {
				return nil, false
			}
		}
		if spaces < margin {
			*b = before
			break
		}
		if b.next == b.end {
			return nil, false // the last line has no break
		}
		text := b.text[b.start+margin : b.end]
		insetNow := text[0] == ' ' || text[0] == '\t'
		if !first {
			switch {
			case !folded || inset || insetNow:
				b.scratch = append(b.scratch, '\n')
			case blank == 0:
				b.scratch = append(b.scratch, ' ')
			}
		}
		b.blankLines(blank)
		b.scratch = append(b.scratch, text...)
		blank, first, inset = 0, false, insetNow
	}
	if first {
		return nil, false
	}
	if chomp != '-' {
		b.scratch = append(b.scratch, '\n')
	}
	if chomp == '+' {
		b.blankLines(blank)
	}
	v.Text = b.slab.Text(b.scratch)
	b.nextLine()
	return v, true
}

// blockHeader reads what follows | or >. The margin is 0 where the text must tell it.
func (b *blockReader) blockHeader(indent int) (chomp byte, margin int) {
	for b.at < b.end {
		switch c := b.text[b.at]; {
		case chomp == 0 && (c == '-' || c == '+'):
			chomp = c
		case margin == 0 && c >= '1' && c <= '9':
			margin = indent + int(c-'0')
		default:
			return chomp, margin
		}
		b.at++
	}
	return chomp, margin
}

func (b *blockReader) blankLines(n int) {
	for range n {
		b.scratch = append(b.scratch, '\n')
	}
}
