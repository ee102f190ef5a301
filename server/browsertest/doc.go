// Package browsertest uses the pages as people do, in a real browser.
//
// Its tests run the site on an index in memory and drive Chromium: they type, read, copy and find their way without a
// mouse, without scripts and on a phone, and check every page for accessibility with axe-core. They skip with a sentence
// where there is no browser; tools.sh installs what they need. Pictures of all that they see are left in artefacts/
// at the top of the project. With -readme they also write the pictures that the README shows, into docs/.
package browsertest
