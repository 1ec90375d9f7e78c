using System.Buffers.Text;
using System.Security.Cryptography;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary>What happens in the browser: a link is opened, and somebody comes back from the sign-in. That the admin is one is asked both times.</summary>
public sealed class ConnectTrips(
    ConnectTickets tickets, ConnectCookie cookie, ConnectPages pages, ViewerFinder viewers, PartnerCenterDeeds deeds, PublicAddress address)
{
    private const int StateBytes = 32;

    public async Task BeginAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var hash = ConnectTickets.HashOf(context.Request.Query["ticket"].ToString());
        var (ticket, viewer) = await FindAsync(hash, context.RequestAborted);
        if (ticket is null || viewer is null)
        {
            await pages.WriteRefusedAsync(context, ticket, ticket is null ? ConnectRefusal.Link : ConnectRefusal.NoAdmin);
            return;
        }

        var state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StateBytes));
        var way = await deeds.BeginAsync(ReturnAddress, state, context.RequestAborted);
        cookie.Give(context, new ConnectTrip(hash, state, way.Verifier));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer"; // the ticket is in this page's address
        context.Response.Redirect(way.Address.AbsoluteUri);
    }

    public async Task EndAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var query = context.Request.Query;
        if (cookie.Take(context) is not { } trip || !trip.IsStateOf(query["state"]))
        {
            await pages.WriteRefusedAsync(context, null, ConnectRefusal.Browser);
            return;
        }

        var (ticket, viewer) = await FindAsync(trip.Ticket, context.RequestAborted);
        var refusal = ticket is null ? ConnectRefusal.Link
            : viewer is null ? ConnectRefusal.NoAdmin
            : query["code"].ToString() is not { Length: > 0 } ? ConnectRefusal.Cancelled
            : await tickets.UseAsync(trip.Ticket, context.RequestAborted) ? (ConnectRefusal?)null
            : ConnectRefusal.Link;
        if (refusal is { } why)
        {
            await pages.WriteRefusedAsync(context, ticket, why);
            return;
        }

        // From here on the browser may be gone: the link is used up.
        var account = await deeds.ConnectAsync(viewer!, ReturnAddress, query["code"].ToString(), trip.Verifier, CancellationToken.None);
        if (account.Value is { } name)
            await pages.WriteDoneAsync(context, ticket!, name);
        else
            await pages.WriteRefusedAsync(context, ticket, ConnectPages.RefusalOf(account.Fault!));
    }

    private Uri ReturnAddress => new(address.Find()!, ConnectEndpoints.Return);

    /// <returns>The viewer null = they are no admin now.</returns>
    private async Task<(ConnectTicket? Ticket, Viewer? Admin)> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (await tickets.FindAsync(hash, cancellationToken) is not { } ticket)
            return (null, null);
        var viewer = await viewers.FindKnownAsync(ticket.ObjectId, cancellationToken);
        return (ticket, viewer.IsAdmin ? viewer : null);
    }
}
