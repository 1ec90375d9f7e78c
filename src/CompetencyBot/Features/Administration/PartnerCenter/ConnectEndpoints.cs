using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary>The way of a browser from the admin's chat to the sign-in of Partner Center and back. Where reports are not fetched there are no such paths.</summary>
public static class ConnectEndpoints
{
    public const string Folder = "/partner-center";

    public const string Start = Folder + "/connect";

    /// <summary>Whither the sign-in service sends the browser back; it must be a redirect URI of the registration.</summary>
    public const string Return = Folder + "/connected";

    public static void MapPartnerCenter(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!app.Services.GetRequiredService<IOptions<PartnerCenterOptions>>().Value.IsSet)
            return;
        app.MapGet(Start, (HttpContext context, ConnectTrips trips) => trips.BeginAsync(context)).LimitBrowsers();
        app.MapGet(Return, (HttpContext context, ConnectTrips trips) => trips.EndAsync(context)).LimitBrowsers();
    }
}
