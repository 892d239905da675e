using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>Scrolling as a reader does it, and a page that has come to rest after it: by what is there and by frames, never by time.</summary>
static class Scrolling
{
    /// <summary>Scrolls on and on, as more comes, until the end of it shows. At once: a smooth scroll that begins anew in each frame gets nowhere.</summary>
    public static Task ScrollTo(this IPage page, string end) => page.WaitForFunctionAsync(
        "end => { scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }); return document.querySelector(end).checkVisibility(); }", end);

    /// <summary>Waits until these stand where they stood some frames before: what comes into view is laid out anew, and the page is set right a frame or two after that.</summary>
    public static Task Rest(this IPage page, string selector) => page.EvaluateAsync(
        """
        selector => new Promise((done, fail) => {
          setTimeout(() => fail(new Error(`${selector} does not come to rest.`)), 60_000);
          const places = () => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect()).map(({ left, top }) => `${left} ${top}`).join();
          let before = places(), still = 0;
          const look = () => {
            const now = places();
            [still, before] = [now === before ? still + 1 : 0, now];
            if (still < 10) requestAnimationFrame(look);
            else done();
          };
          requestAnimationFrame(look);
        })
        """, selector);
}
