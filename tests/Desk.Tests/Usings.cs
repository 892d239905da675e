global using Backchannel.Contracts;
global using Backchannel.Hub.Tests;
global using Backchannel.Web.Tests.Browser;
global using Microsoft.Playwright;
global using Xunit;
