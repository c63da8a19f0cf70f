// A table that scrolls sideways can be reached and scrolled by keyboard, too.
const reach = () => {
  for (const wide of document.querySelectorAll('.md-typeset__scrollwrap, .highlight pre > code')) {
    wide.tabIndex = 0;
  }
};
new MutationObserver(reach).observe(document.body, { childList: true, subtree: true });
reach();
