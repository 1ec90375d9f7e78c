using Microsoft.AspNetCore.Routing.Template;

namespace CompetencyBot.Sandbox.Graph;

/// <param name="Template">For example <c>/users/{id}/manager</c>.</param>
/// <param name="Consent">Null = none is needed.</param>
/// <param name="Options">Query options (<c>$select</c>) that it knows; Graph refuses the others.</param>
internal sealed record GraphRoute(
    string Method, string Template, GraphConsent? Consent, string[] Options, Func<GraphRequest, Task<GraphAnswer>> AnswerAsync)
{
    private readonly TemplateMatcher _matcher = new(TemplateParser.Parse(Template), []);

    /// <returns>The request with what stands in the place of the variable; null = it is for another route.</returns>
    public GraphRequest? Match(GraphRequest request)
    {
        var values = new RouteValueDictionary();
        return request.Method == Method && _matcher.TryMatch(request.Path, values)
            ? request with { Id = values.GetValueOrDefault("id") as string ?? "" }
            : null;
    }
}

/// <summary>The routes in the order in which they are tried.</summary>
internal sealed class GraphRoutes
{
    private readonly List<GraphRoute> _routes = [];

    public void Add(string method, string template, GraphConsent? consent, string[] options, Func<GraphRequest, GraphAnswer> answer) =>
        Add(method, template, consent, options, request => Task.FromResult(answer(request)));

    public void Add(string method, string template, GraphConsent? consent, string[] options, Func<GraphRequest, Task<GraphAnswer>> answer) =>
        _routes.Add(new GraphRoute(method, template, consent, options, answer));

    public (GraphRoute Route, GraphRequest Request)? Find(GraphRequest request) => _routes
        .Select(route => ((GraphRoute Route, GraphRequest Request)?)(route.Match(request) is { } match ? (route, match) : null))
        .FirstOrDefault(found => found is not null);
}
