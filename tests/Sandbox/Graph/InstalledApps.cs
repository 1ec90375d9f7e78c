using System.Collections.Concurrent;
using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Installing an app for a person. Whoever has it can be written to at the connector.</summary>
internal sealed class InstalledApps(FakeDirectory directory, FakeConnector? connector)
{
    public const string Template = "/users/{id}/teamwork/installedApps";

    private readonly ConcurrentDictionary<string, byte> _has = new();

    public void Map(GraphRoutes routes) => routes.Add("POST", Template, GraphConsent.InstallApp, [], Install);

    private GraphAnswer Install(GraphRequest request)
    {
        // A test that is about nothing but installing fills no directory.
        if (directory.All.Count > 0 && directory.Find(request.Id) is not { DeletedDateTime: null })
            return GraphAnswer.NotFound(request.Id);
        if (!_has.TryAdd(request.Id, 0))
            return GraphAnswer.Error(409, "Conflict", $"The app is installed for user {request.Id} already.");
        connector?.InstallFor(request.Id);
        return new GraphAnswer(201);
    }
}
